"""Three versions of a notebook into one."""
