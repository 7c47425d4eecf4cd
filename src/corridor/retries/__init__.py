"""What programs asked for and were answered, so that whoever asks again changes nothing again."""
