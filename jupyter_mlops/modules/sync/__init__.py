"""Three-way between a module, its notebooks and what it was at the last export."""
