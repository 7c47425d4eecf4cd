"""Letters sent by mail: posted in the transaction of the deed that wants them, sent by `corridor work`."""
