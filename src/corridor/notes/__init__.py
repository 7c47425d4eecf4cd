"""What people at the desk write for one another and for themselves: comments, drafts, lists they come back to."""
