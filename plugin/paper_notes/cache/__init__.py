"""What has been done already and need not be done again: where it is kept, under which keys, and whether it is ours."""
