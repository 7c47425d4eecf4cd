"""What people do in the ledger: promise, move, end, bring and decide on evidence, contest, remove obstacles."""
