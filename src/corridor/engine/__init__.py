"""Numbers only: durations from history, schedules, scores. Knows numpy, and nothing of corridor but itself."""
