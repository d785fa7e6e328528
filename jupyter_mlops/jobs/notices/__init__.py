"""Telling people: what is said, and how it gets to them."""
