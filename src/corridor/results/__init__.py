"""Results: factories, workers and exports, and the board that shows them beside what was promised."""
