"""From a note to what other places take: one module a target, and the one reading of a note that all of them share."""
