"""When jobs are due: pure functions of triggers and times."""
