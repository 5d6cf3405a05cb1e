"""Opening a PDF and reading its pages as lines and graphics, in processes of their own; glyphs mapped, OCR."""
