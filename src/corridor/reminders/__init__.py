"""What is written to whom, and when: reminders, the weekly digest, the ladder up which a late promise goes."""
