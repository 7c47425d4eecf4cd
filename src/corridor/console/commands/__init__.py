"""One module a command: parse, ask one question or do one deed, print."""
