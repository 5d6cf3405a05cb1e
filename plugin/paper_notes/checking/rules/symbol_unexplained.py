from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document

_WORDS = re.compile(
    r"\\(?:text|textbf|textit|textrm|mathrm|operatorname|mathsf|texttt|label|tag|begin|end|mbox|hspace|vspace)\*?\s*\{[^{}]*\}"
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
        re.findall(
            r"\w+",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
            "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega",
        ),
        strict=True,
    )
)
_GREEK_NAMES = frozenset(_GREEK.values())
_TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<letter>[A-Za-z]+)")
_BOUND = re.compile(
    r"\\(?:sum|prod|int|max|min|arg\s*\\?max|sup|inf|lim|bigcup|bigcap)\s*(?:\\limits)?\s*_\s*(\{[^{}]*\}|\w)"
)
_NEVER = frozenset({"d", "e", "R", "T", "i", "j"})
"""Differentials, Euler's number, the reals, transposes and running indices explain themselves."""


class SymbolUnexplained(Rule):
    name = "symbol-unexplained"
    severity = "warning"
    group = "evidence"
    what = "A symbol in a displayed formula that stands nowhere in the note's text."
    why = "A formula is worth its place once each of its terms has a meaning."
    example = "$$ y = \\gamma x + \\beta $$ with no word about γ."
    instead = "Say below the formula what each symbol stands for: “$\\gamma$: the learned scale”."
    bad = ("# N\n\n$$\n\\gamma + q\n$$\n\nIt grows.\n",)
    good = ("It grows with $q$.\n", "$$\n\\gamma + q\n$$\n\nHere $\\gamma$ is the scale and $q$ the query.\n")

    def check(self, document: Document) -> Iterator[Fault]:
        explained: set[str] = set()
        for _, span in document.spans("formula"):
            if not span.display:
                explained |= symbols(span.content)
        for block in document.blocks:
            if block.kind in ("paragraph", "cell"):
                explained |= set(re.findall(r"\b[A-Za-z]\b", block.text)) | _greek(block.text)
                explained |= {name for span in block.of_kind("code") for name in re.findall(r"\w+", span.content)}
        told: set[str] = set()
        for content, start, end in _displayed(document):
            bound = {name for match in _BOUND.finditer(content) for name in symbols(match[1])}
            missing = sorted(symbols(content) - explained - bound - told - _NEVER)
            told |= set(missing)
            if missing:
                names = ", ".join(missing[:6])
                yield Fault(
                    start,
                    end,
                    Message(
                        f"say what {names} stand{'s' if len(missing) == 1 else ''} for, below the formula",
                        f"在公式下方说明 {names} 指什么",
                    ),
                )


def symbols(latex: str) -> set[str]:
    """The letters and Greek letters of a formula; words, functions and markup are none. "d_k" counts as "d"."""
    bare = _WORDS.sub(" ", latex)
    found: set[str] = set()
    for match in _TOKEN.finditer(bare):
        if match["command"]:
            name = match["command"].removeprefix("var")
            if name in _GREEK_NAMES and not _in_script(bare, match.start()):
                found.add(name)
        elif not _in_script(bare, match.start()):
            found |= set(match["letter"]) if len(match["letter"]) <= 2 else set()
    return found


def _in_script(latex: str, at: int) -> bool:
    """Whether a place stands in a subscript or superscript."""
    depth = 0
    for i in range(at - 1, -1, -1):
        c = latex[i]
        if c == "}":
            depth += 1
        elif c == "{":
            depth -= 1
            if depth < 0:
                before = latex[:i].rstrip()
                if before.endswith(("_", "^")):
                    return True
                depth = 0
        elif depth == 0 and c in "_^":
            return latex[i + 1 : at].strip() == ""
        elif depth == 0 and i == at - 1 and c.isspace():
            continue
    return False


def _greek(text: str) -> set[str]:
    return {name for letter, name in _GREEK.items() if letter in text}


def _displayed(document: Document) -> Iterator[tuple[str, int, int]]:
    blocks: list[Block] = [block for block in document.blocks if block.is_ours]
    for block in blocks:
        if block.kind == "formula":
            yield block.content, block.start, block.end
        for span in block.spans:
            if span.kind == "formula" and span.display:
                yield span.content, span.start, span.end
