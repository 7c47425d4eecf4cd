"""Finding things: everything of a programme by its words, in three scripts, with letter variants and slips."""
