"""What others make of the same messages, as a plain question: emergency or not."""
