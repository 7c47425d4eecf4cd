"""What decides whether a thing is found, and in which order."""
