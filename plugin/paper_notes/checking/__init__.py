"""Note (and paper) to findings: the linter."""
