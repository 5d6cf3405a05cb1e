"""What the mended formulas are to GitHub's own Markdown parser."""

import re

import cmarkgfm
import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.checking.github_formulas import losses, mend_formulas
from paper_notes.note.document import Document


def shown(markdown: str) -> str:
    """The text of the page that GitHub's parser makes."""
    html = cmarkgfm.github_flavored_markdown_to_html(markdown)
    return LexborHTMLParser(html).body.text(deep=True)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("权重为$W$、$V$的和。", "权重为 $W$、 $V$ 的和。"),
        ("记 $\\{x\\,|\\,x>0\\}$ 为集合。", "记 $\\lbrace x\\thinspace|\\thinspace x>0\\rbrace$ 为集合。"),
        ("It is $10\\%$ of it.", "It is $`10\\%`$ of it."),
        ("$\\mathbf{x}_i + \\mathbf{y}_{j}$ is $z$", "$`\\mathbf{x}_i + \\mathbf{y}_{j}`$ is $z$"),
        ("$$\ny_i\\,z_i\n$$", "$$\ny_i\\thinspace z_i\n$$"),
        ("$$\ny_i\\,\\&\\,z_i\n$$", "```math\ny_i\\,\\&\\,z_i\n```"),
        ("- a\n\n  $$\n  10\\%\n  $$\n", "- a\n\n  ```math\n  10\\%\n  ```\n"),
        (
            "$$\n\\begin{cases} a \\\\ b \\end{cases}\n$$",
            "$$\n\\begin{cases} a \\\\\nb \\end{cases}\n$$",
        ),
    ],
)
def test_formulas_are_mended_once(text, mended):
    assert mend_formulas(text) == mended
    assert mend_formulas(mended) == mended
    formulas = [span.content for _, span in Document(mended).spans("formula")]
    formulas += [block.content for block in Document(mended).of_kind("formula")]
    page = shown(re.sub(r"(?<=\\)\\(?=\n)", r"\\\\\\", mended))  # GitHub keeps a line break at a line's end
    assert formulas
    for formula in formulas:
        assert " ".join(formula.split()) in " ".join(page.split())


@pytest.mark.parametrize(
    "text",
    [
        "`$x$`、`a`$x_1$ is x$y$z, pre-$x$.",  # spaces that might not be meant are not put in
        "It costs $5 or $6.",
        "```math\n\\{x\\}\n```",
        "```tex\n$\\{x\\}$\n```",
        "The weight is $x_i$ ($x_j$ too).",
    ],
)
def test_nothing_else_is_changed(text):
    assert mend_formulas(text) == text


def test_what_cannot_be_mended_is_told():
    (loss,) = losses(Document("the pre-$x$ phase"))
    assert (loss.start, loss.text) == (8, None)
