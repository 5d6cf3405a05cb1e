"""How a document is set: rows, columns, what recurs in the margins, footnotes, the style of its text, blocks."""
