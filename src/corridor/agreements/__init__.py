"""Agreements: the instruments that bind parties, on the ladder from memorandum to contract."""
