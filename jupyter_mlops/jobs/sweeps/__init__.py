"""The points of a sweep: how many there are, what they are, and tables of them."""
