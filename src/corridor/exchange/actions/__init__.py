"""Writing a programme into the database."""
