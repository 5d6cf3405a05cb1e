from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.github_formulas import losses
from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Rule
from paper_notes.note.document import Document


class FormulaLostOnGithub(Rule):
    name = "formula-lost-on-github"
    severity = "suggestion"
    group = "format"
    what = (
        "A formula that GitHub shows as text or with characters missing: right behind Chinese punctuation or a letter, "
        r"with a backslash before punctuation (`\,` `\{` `\%`), or with marks that are italics to Markdown."
    )
    why = (
        "GitHub reads a formula between dollar signs as Markdown first. The site shows these formulas well; people who "
        "read the note where it lies see dollar signs, or commas that the paper doesn't have."
    )
    example = r"权重矩阵为$W$、$V$，$\{x \,|\, x > 0\}$"
    instead = r"权重矩阵为 $W$、 $V$， $\lbrace x \thinspace|\thinspace x > 0\rbrace$"
    bad = (
        "参数$W$ 与 $V$\n",
        "参数 $W$、$V$\n",
        "$\\{x\\}$\n",
        "$$\ny_i\\,z_i\n$$\n",
        "$$\n\\begin{cases} a \\\\ b \\end{cases}\n$$\n",
        "$\\mathbf{x}_i + \\mathbf{y}_{j}$\n",
        "$$\nx\n- y\n$$\n",
    )
    good = (
        instead + "\n",
        "The weights ($W$), and **$V$**.\n\n| $x$ | $y$ |\n|---|---|\n| $x$ | 1 |\n",
        "$$\n\\begin{cases} a \\\\\nb \\end{cases}\n$$\n",
        "```math\n\\{10\\,\\%\\}\n```\n",
        "见 $`\\{x\\}`$。\n",
        "$x_i$ and $y_j$, *so* $z_{ij}$.\n",
        "It costs $5 or $6.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for loss in losses(document):
            # --fix puts in spaces and leaves LaTeX alone
            edit = Edit(loss.start, loss.end, " ") if loss.start == loss.end and loss.text else None
            yield Fault(loss.start, max(loss.end, loss.start + 1), loss.message, edit)
