"""Tags that the pages share."""
