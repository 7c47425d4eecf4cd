"""Harnesses: what they promise and how they are run stands in docs/reliability.md."""
