"""One step a file; `down_revision` chains them."""
