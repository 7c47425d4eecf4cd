"""The programme package: a folder of plain tables that is checked, loaded and written back."""
