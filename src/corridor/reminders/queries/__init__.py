"""Questions about who is written to, about what, in which words."""
