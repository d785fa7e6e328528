"""How one notebook differs from another."""
