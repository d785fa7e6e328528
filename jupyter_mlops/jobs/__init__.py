"""Jobs and runs: execution, its record and its recovery."""
