"""Draws the note's two figures into images/: ``python draw.py``. The text becomes outlines, so no font is needed to
look at them; a Noto CJK font is needed to draw them."""

from pathlib import Path

import typst

HERE = Path(__file__).parent
FIGURES = {"architectures": "fig1_arch_cbow-skipgram", "data_and_size": "table2_result_data-and-size"}

for source, name in FIGURES.items():
    typst.compile(str(HERE / f"{source}.typ"), output=str(HERE.parent / "images" / f"{name}.svg"), format="svg")
