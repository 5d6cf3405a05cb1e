"""Papers in many layouts, typeset for the tests; each knows where its figures are."""

import tempfile
from functools import cache
from pathlib import Path

import typst

TEXT = (
    "The method reads every page once and keeps what it needs of it while the rest is left alone for later use. "
    "Nothing is guessed from names, and what a page does not say is not taken for granted by anyone who reads it. "
)
PLOT = """#let bars = range(6).map(i => rect(width: 10pt, height: 8pt + i * 7pt, fill: blue))
#let plot(w, h) = box(width: w, height: h, stroke: 0.6pt, inset: 8pt)[
  #align(bottom)[#stack(dir: ltr, spacing: 6pt, ..bars)] #place(top + right)[#text(7pt)[ours]]
]
"""
TABLE = (
    "#let rows(n) = table(columns: 4, stroke: none, align: center, table.hline(), [Model], [Size], [Dev], [Test], "
    "table.hline(), ..range(n).map(i => ([System #i], [#(i * 3)], [7#(i).2], [6#(i).9])).flatten(), table.hline())\n"
)


def prose(times: int = 3) -> str:
    """A paragraph of running text."""
    return "\n\n" + TEXT * times + "\n\n"


@cache
def paper(body: str, columns: int = 1, size: float = 10) -> bytes:
    """A PDF of the body in Typst markup, in one or two columns."""
    page = f'#set page(paper: "us-letter", margin: 60pt, columns: {columns})\n'
    text = f'#set text(size: {size}pt, font: "Libertinus Serif")\n#set par(justify: true)\n#set columns(gutter: 16pt)\n'
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.typ"
        source.write_text(page + text + PLOT + TABLE + body, encoding="utf-8")
        return bytes(typst.compile(str(source)))


def caption(words: str, size: float = 9) -> str:
    """A caption as a paragraph of its own in small type."""
    return f"#block[#text({size}pt)[{words}]]\n"
