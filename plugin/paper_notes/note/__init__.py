"""Note to README.md and back: its blocks, sections and citations, its front matter, atomic save, who owns the file."""
