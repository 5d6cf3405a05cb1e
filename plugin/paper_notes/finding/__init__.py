"""Finding what to read: corpora of titles and abstracts, search by words and by meaning, new papers of the day."""
