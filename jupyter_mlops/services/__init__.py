"""Use cases, one verb a file: the only place where two domains meet."""
