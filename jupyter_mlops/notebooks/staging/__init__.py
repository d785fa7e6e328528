"""Choosing, cell by cell, what of a notebook's changes a commit shall hold."""
