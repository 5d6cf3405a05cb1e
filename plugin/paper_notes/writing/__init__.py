"""Paper and brief to draft: the writers."""
