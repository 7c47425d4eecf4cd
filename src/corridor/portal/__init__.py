"""The public door: pages for anyone, reading only."""
