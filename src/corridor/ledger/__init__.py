"""The heart: commitments, what they depend on, the evidence for them, and what stands in their way."""
