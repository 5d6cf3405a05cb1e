from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document


class WrongTerm(Rule):
    name = "wrong-term"
    severity = "warning"
    group = "format"
    what = "A spelling that the settings of this project replace by another (``lint: terms: {Pytorch: PyTorch}``)."
    why = "One name for one thing: search finds it, and readers don't wonder whether two are meant."
    example = "With `terms: {Pytorch: PyTorch}` in the settings: Pytorch"
    instead = "PyTorch"
    bad = ("The code uses Pytorch.\n",)
    good = ("The code uses PyTorch; `import Pytorch` is code.\n",)
    settings = ("lint.terms",)

    def check(self, document: Document) -> Iterator[Fault]:
        terms = self.options.terms
        if not terms:
            return
        choice = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
        pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{choice})(?![A-Za-z0-9])")
        for block in document.of_kind("heading", "paragraph", "cell"):
            if block.is_ours:
                for match, start, end in block.prose.finditer(pattern):
                    right = terms[match.group()]
                    same = document.text[start:end] == match.group()
                    edit = Edit(start, end, right) if same and right != match.group() else None
                    yield Fault(start, end, Message(f"write {right}", f"写作 {right}"), edit)
