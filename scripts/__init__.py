"""What the Makefile's verbs do; written in Python so that every platform runs the same."""
