"""What people decide about claims: which wait, what a decision changes, how it is written to the files."""
