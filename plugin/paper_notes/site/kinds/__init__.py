"""The kinds of pages that a library brings to its site, one module each; ``all.py`` names them."""
