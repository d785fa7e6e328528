"""The Jupyter Server door."""
