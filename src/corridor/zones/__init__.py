"""Zones: the ground that is developed."""
