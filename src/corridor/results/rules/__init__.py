"""What is counted, and how, from commitments, figures and ventures. Pure."""
