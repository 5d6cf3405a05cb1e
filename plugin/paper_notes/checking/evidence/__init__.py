"""Whether what a note says stands in the paper: quotations, numbers, table cells. Knows no rules and no files."""
