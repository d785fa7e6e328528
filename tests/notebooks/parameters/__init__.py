"""Tests of the parameters cell, mirroring the source."""
