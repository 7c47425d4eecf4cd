"""Corridor runs an industrial-cooperation programme from promise to proof."""
