"""Sources and figures: where every statement comes from, and every number anybody stated."""
