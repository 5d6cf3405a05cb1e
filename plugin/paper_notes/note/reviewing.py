"""A note marked as reviewed: by whom and when, in its front matter; nothing else of the file changes."""

from __future__ import annotations

import re

import yaml

from paper_notes.errors import UsageError
from paper_notes.messages import say
from paper_notes.note.store import parse_note

_FRONT = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)(^---[ \t]*(?:\r?\n|\Z))", re.S | re.M)
_NOTE = re.compile(r"^note:[ \t]*\r?\n((?:[ \t]+[^\n]*\n)*)", re.M)


def mark_reviewed(text: str, by: str, date: str, where: str = "README.md") -> str:
    """The note's text with ``note.status: reviewed``, ``reviewed`` (a day, ISO 8601) and ``reviewed_by``.

    Raises :class:`UsageError` when the front matter can't be read, or is written in a form that can't be changed
    without touching the rest.
    """
    parse_note(text, where)
    line_end = "\r\n" if "\r\n" in text[:2000] else "\n"
    said = ["status: reviewed", f"reviewed: '{date}'"]
    if by:
        said.append("reviewed_by: " + yaml.safe_dump(by, allow_unicode=True, width=10**6).split("\n")[0])
    front = _FRONT.match(text)
    held = _NOTE.search(front.group(2)) if front else None
    indent = re.match(r"[ \t]*", held.group(1)).group() if held and held.group(1) else "  "  # type: ignore[union-attr]
    mark = "".join(indent + line + line_end for line in said)
    if front is None:
        return f"---{line_end}note:{line_end}{mark}---{line_end}{line_end}{text.lstrip(chr(0xFEFF))}"
    values = front.group(2)
    if held:
        ours = rf"^{re.escape(indent)}(?:status|reviewed|reviewed_by):[^\n]*\n"
        rest = re.sub(ours, "", held.group(1), flags=re.M)
        values = values[: held.start()] + f"note:{line_end}{mark}{rest}" + values[held.end() :]
    elif re.search(r"^note:", values, re.M):
        raise UsageError(
            say(f"{where}: 'note' in the front matter stands on one line", f"{where}：开头元信息里的 note 写在一行里"),
            say("Write it as an indented block.", "请改成缩进的写法。"),
        )
    else:
        values += f"note:{line_end}{mark}"
    changed = front.group(1) + values + front.group(3) + text[front.end() :]
    if parse_note(changed, where).body != parse_note(text, where).body:
        raise UsageError(
            say(f"{where}: the front matter can't be changed by a program", f"{where}：程序无法修改开头的元信息"),
            say("Set note: {status: reviewed}.", "请自行写上 note: {status: reviewed}。"),
        )
    return changed
