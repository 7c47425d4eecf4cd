"""When each promise will be kept, what holds back the most, and whether past forecasts were right."""
