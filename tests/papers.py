"""Papers that the tests make for themselves."""

from __future__ import annotations

from pathlib import Path

import pymupdf

TEXT = {
    "1 Introduction": (
        "Shelves of reading notes grow without an order. Earlier methods sort notes by date, which separates "
        "related ones. We propose a spectral order that keeps related notes together. Our contributions are "
        "the objective, a relaxation, and a measurement on 120 notes."
    ),
    "2 Method": (
        "The similarity of two notes is the cosine of their term vectors. We place each note by the second "
        "eigenvector of the graph Laplacian because it minimises the squared distance of similar notes. "
        "Figure 1 shows the data flow from notes to a shelf. The order is then refined by exchanging neighbours."
    ),
    "3 Experiments": (
        "The order reaches a neighbour agreement of 0.81 on 120 notes, against 0.43 for sorting by date. "
        "Without the refinement the agreement falls to 0.77."
    ),
    "4 Conclusion": (
        "A spectral order keeps related notes near each other. The method does not handle notes in two "
        "languages. In future work we will weigh terms by section."
    ),
}
ABSTRACT = (
    "We study how to arrange a shelf of reading notes. A spectral order of their similarity graph places related "
    "notes side by side. On 120 notes it agrees with hand-made shelves in 81% of neighbours."
)


def write_paper(path: Path, title: str = "Arranging a Shelf of Reading Notes", mark: str = "") -> Path:
    """A two-page paper with title, authors, abstract, four sections and one captioned vector figure."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((90, 90), title, fontsize=17, fontname="hebo")
    page.insert_text((90, 115), "Ada Lovelace, Grace Hopper", fontsize=11)
    page.insert_text((90, 150), "Abstract", fontsize=12, fontname="hebo")
    page.insert_textbox((90, 158, 505, 220), ABSTRACT + mark, fontsize=10)
    y = 245.0
    for heading, text in TEXT.items():
        if heading.startswith("3"):
            page = document.new_page()
            y = 90
        page.insert_text((90, y), heading, fontsize=13, fontname="hebo")
        page.insert_textbox((90, y + 8, 505, y + 80), text, fontsize=10)
        y += 110
        if heading.startswith("2"):
            for i in range(3):
                page.draw_rect((120 + i * 120, y + 20, 200 + i * 120, y + 70), color=(0, 0, 0.6), fill=(0.8, 0.9, 1))
                page.insert_text((130 + i * 120, y + 48), ("notes", "graph", "shelf")[i], fontsize=9)
            for i in range(2):
                page.draw_line((200 + i * 120, y + 45), (240 + i * 120, y + 45), color=(0, 0, 0))
            page.insert_text((150, y + 92), "Figure 1: Architecture overview: from notes to a shelf.", fontsize=9)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path)
    return path
