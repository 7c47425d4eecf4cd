"""The package format, and everything that can be wrong with a package. Pure."""
