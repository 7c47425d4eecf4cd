"""Words that every room uses: the journal's Event, Refusal, Day, names in several languages, who acts."""
