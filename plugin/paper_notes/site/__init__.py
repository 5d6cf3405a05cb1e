"""Library to pages: index, headers, maths, related notes."""
