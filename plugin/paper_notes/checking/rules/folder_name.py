from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.library.folders import SLUG
from paper_notes.note.document import Document

_NOTE = re.compile(r"README(?:\.(?:zh|en))?\.md")


class FolderName(Rule):
    name = "folder-name"
    severity = "warning"
    group = "structure"
    what = (
        "A paper's folder (one that holds paper.pdf, or lies in paper-notes) whose name isn't in lower case with words "
        "joined by “-”, or a note in it that isn't called README.md (README.zh.md, README.en.md for a second language)."
    )
    why = "The name is the page's address, and README.md is what GitHub shows."
    example = "paper-notes/Attention_Is_All/Notes.md"
    instead = "paper-notes/attention-is-all-you-need/README.md"
    bad = ("# Title\n",)
    bad_path = example
    good = ("# Any note in a folder without a paper\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        path = Path(document.path).absolute()
        folder = path.parent
        if folder.parent.name != "paper-notes" and not (folder / "paper.pdf").is_file():
            return
        first = document.headings[0] if document.headings else None
        start, end = (first.start, first.end) if first else (0, 0)
        if not SLUG.fullmatch(folder.name):
            better = re.sub(r"[\W_]+", "-", folder.name.lower()).strip("-")
            yield Fault(
                start,
                end,
                Message(f"rename the folder {folder.name} to {better}", f"把文件夹 {folder.name} 改名为 {better}"),
            )
        if not _NOTE.fullmatch(path.name):
            yield Fault(start, end, Message(f"rename {path.name} to README.md", f"把 {path.name} 改名为 README.md"))
