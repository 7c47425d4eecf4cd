"""Enterprises: ventures on the ladder from interest to export."""
