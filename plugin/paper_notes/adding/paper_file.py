"""``paper.yml`` as the program writes it: what is known, and, for somebody who edits it, what may be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from paper_notes.messages import say
from paper_notes.paper.model import Paper


def paper_file_text(said: Mapping[str, Any]) -> str:
    """The YAML of what is known. Text stands in quotes: YAML would read an arXiv id as a number."""
    lines = []
    for key, value in said.items():
        shown = list(value) if isinstance(value, tuple) else value
        flow = yaml.safe_dump(
            shown,
            default_style=None if isinstance(shown, int) else "'",
            default_flow_style=True,
            allow_unicode=True,
            width=10**6,
        )
        lines.append(f"{key}: {flow.removesuffix(chr(10)).removesuffix('...').rstrip()}")
    return "\n".join(lines) + "\n"


def suggestion(paper: Paper, said: Mapping[str, Any]) -> str:
    """Comments with what was read off the paper, for the keys that ``said`` doesn't hold: to be corrected and set."""
    meta = paper.metadata
    read: dict[str, Any] = {
        "title": meta.title,
        "authors": list(meta.authors),
        "year": meta.year or "",
        "venue": meta.venue or "",
        "doi": meta.doi or "",
        "tags": [],
        "rating": "",
        "reading": "",
    }
    head = say(
        "Read off the PDF, and used so. Take away the # and correct what is wrong.",
        "以下信息读自 PDF，目前照此使用。有误时去掉 # 并改正。",
    )
    hints = {
        "rating": say("1 to 5", "1 到 5"),
        "reading": say("to read, reading, read", "to read（待读）、reading（在读）、read（已读）"),
    }
    lines = [f"# {head}"]
    for key, value in read.items():
        if key not in said:
            shown = paper_file_text({key: value}).rstrip() if value or value == [] else f"{key}:"
            lines.append(f"# {shown}" + (f"   # {hints[key]}" if key in hints else ""))
    return "\n".join(lines) + "\n"
