"""Running text: sentences, paragraphs, headings, sections, displayed mathematics."""
