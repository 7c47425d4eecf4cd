"""What is there to be found, and finding it."""
