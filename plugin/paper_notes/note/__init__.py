"""Note to README.md and back: front matter, meta block, atomic save, and who owns the file."""
