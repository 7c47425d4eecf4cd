"""Meetings of the bodies that decide."""
