"""Draws the note's figure into images/: ``python draw.py``. The text becomes outlines, so no font is needed to look at
it; a Noto CJK font is needed to draw it."""

from pathlib import Path

import typst

HERE = Path(__file__).parent
NAME = "fig1_arch_transformer"

typst.compile(str(HERE / "architecture.typ"), output=str(HERE.parent / "images" / f"{NAME}.svg"), format="svg")
