"""What templates of the desk need beside Django's own."""
