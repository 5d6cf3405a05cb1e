"""A paper's folder under another name: the folder, and the links of the other notes to it."""

from __future__ import annotations

import re
from pathlib import Path

from paper_notes.errors import UsageError
from paper_notes.files import read_text, write_atomically
from paper_notes.library.folders import SLUG, Library
from paper_notes.messages import say


def rename_paper(library: Library, old: str, new: str) -> list[Path]:
    """Rename a folder and mend the links to it (``../old/README.md``, ``[[old]]``); returns the files that changed.

    Links are mended first and the folder is renamed last: a run that is stopped can be run again. Raises
    :class:`UsageError` when there is no such paper, or the new name is taken or no slug.
    """
    folder = library.folder(old)
    folder.refuse_links_out()
    target = library.root / new
    if not SLUG.fullmatch(new) or len(new.encode()) > 200:
        raise UsageError(
            say(f"{new!r} is no name for a folder", f"{new!r} 不宜作文件夹名"),
            say("Use small letters, digits and hyphens.", "请用小写字母、数字和连字符。"),
        )
    if target.exists() or target.is_symlink():
        raise UsageError(
            say(f"{target} is there already", f"{target} 已经存在"), say("Choose another name.", "请换一个名字。")
        )
    changed = []
    for other in library.folders():
        if other.path.is_symlink():
            continue
        for note in sorted(other.path.glob("README*.md")):
            if note.is_symlink():
                continue
            text = read_text(note)
            mended = mend_links(text, old, new)
            if mended != text:
                write_atomically(note, mended.encode())
                changed.append(note)
    folder.path.rename(target)
    return changed


def mend_links(text: str, old: str, new: str) -> str:
    """Links of a note to another one's folder, under its new name."""
    name = re.escape(old)
    text = re.sub(rf"(\]\(<?(?:\.\./)+){name}(?=[/)>#])", lambda match: match.group(1) + new, text)
    text = re.sub(rf"(\]:[ \t]*<?(?:\.\./)+){name}(?=[/>#\s])", lambda match: match.group(1) + new, text)
    return re.sub(rf"(\[\[){name}(?=[|\]])", lambda match: match.group(1) + new, text)
