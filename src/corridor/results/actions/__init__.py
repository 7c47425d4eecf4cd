"""Writing what pages read."""
