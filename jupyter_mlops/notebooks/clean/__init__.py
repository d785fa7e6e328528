"""What a notebook need not carry into a repository."""
