"""PDFs in the library that are no paper of it, because they have another name or lie elsewhere than in a folder."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from paper_notes.messages import say

_MOST_NAMED = 3
"""PDFs of one folder that are named; what is more is counted."""


def overlooked(root: Path) -> list[str]:
    """One line for each PDF, or folder of PDFs, that no build looks at, with the command that takes it in.

    Beside a ``paper.pdf`` other PDFs are supplements, and nothing is said of them. What can't be listed is left out.
    """
    return list(_in_library(root))


def _in_library(root: Path) -> Iterator[str]:
    for entry in _entries(root):
        path = Path(entry.path)
        if _is_pdf(entry):
            yield say(
                f"{path} is not in a folder of its own and is not read. Take it in: "
                f"paper-notes add {shlex.quote(str(path))}",
                f"{path} 不在自己的文件夹里，没有读取。请运行：paper-notes add {shlex.quote(str(path))}",
            )
        elif _is_folder(entry):
            yield from _in_folder(path)


def _in_folder(folder: Path) -> Iterator[str]:
    entries = _entries(folder)
    if any(entry.name == "paper.pdf" for entry in entries):
        return
    pdfs = [Path(entry.path) for entry in entries if _is_pdf(entry)]
    if pdfs:
        more = (
            ""
            if len(pdfs) == 1
            else say(f" (or another of its {len(pdfs)} PDFs)", f"（或其余 PDF 中的一份，共 {len(pdfs)} 份）")
        )
        move = _move(pdfs[0], folder / "paper.pdf")
        yield say(
            f"{pdfs[0]} is not read, because it isn't called paper.pdf. Take it in{more}: {move}",
            f"{pdfs[0]} 的名字不是 paper.pdf，没有读取。请运行{more}：{move}",
        )
    for entry in entries:
        if not _is_folder(entry) or entry.name in ("images", "source"):
            continue
        inside = [Path(each.path) for each in _entries(Path(entry.path)) if _is_pdf(each)]
        for pdf in inside[:_MOST_NAMED]:
            command = f"paper-notes add {shlex.quote(str(pdf))}"
            yield say(
                f"{pdf} lies too deep and is not read. Take it in: {command}",
                f"{pdf} 所在的层级太深，没有读取。请运行：{command}",
            )
        if len(inside) > _MOST_NAMED:
            yield say(
                f"{entry.path} holds {len(inside)} PDFs that are not read; paper-notes add takes several at once",
                f"{entry.path} 中有 {len(inside)} 份 PDF 没有读取；paper-notes add 可以一次给几份",
            )


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        found = [entry for entry in os.scandir(folder) if entry.name[0] not in "._"]
    except OSError:
        return []
    return sorted(found, key=lambda entry: entry.name)


def _is_pdf(entry: os.DirEntry[str]) -> bool:
    return entry.name.casefold().endswith(".pdf") and entry.is_file(follow_symlinks=False)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _move(old: Path, new: Path) -> str:
    return f"{'move' if os.name == 'nt' else 'mv'} {shlex.quote(str(old))} {shlex.quote(str(new))}"
