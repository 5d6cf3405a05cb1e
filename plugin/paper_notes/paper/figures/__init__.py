"""Figures, tables and algorithms: captions, the areas that belong to them, their types, cells and pictures."""
