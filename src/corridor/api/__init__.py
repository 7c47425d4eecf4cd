"""The API: the portal's nouns and filters as JSON and CSV for other programs, reading only."""
