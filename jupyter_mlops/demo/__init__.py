"""The demo project: its sources, its history, and how its notebooks come to their outputs."""
