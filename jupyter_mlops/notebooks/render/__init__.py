"""A diff as terminal text, Markdown and HTML."""
