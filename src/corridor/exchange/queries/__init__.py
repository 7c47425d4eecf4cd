"""A package as it lies in a folder, and a programme as it stands in the database."""
