"""Tests of the demo project's sources."""
