"""Parties: the organisations that owe, are owed, and act."""
