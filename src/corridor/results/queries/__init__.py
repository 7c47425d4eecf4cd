"""Rows of the rooms below, read into what the rules count."""
