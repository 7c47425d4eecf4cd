"""What follows from the facts: states, proof, lateness, who waits for whom. Pure, for any day."""
