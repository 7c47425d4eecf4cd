"""The ledger read on a day: as of it, and with what was known on it."""
