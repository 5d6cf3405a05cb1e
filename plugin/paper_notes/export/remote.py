"""Platforms that take a note through an API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from paper_notes.errors import UsageError
from paper_notes.export.model import Article
from paper_notes.export.options import Options

Send = Callable[[Article, Options], str]
"""Sends one note; returns where it lies then, in words. Raises :class:`~paper_notes.export.model.ExportError`."""


@contextmanager
def sender(target: str) -> Iterator[Send]:
    """A connection to a platform, closed at the end; raises :class:`UsageError` without credentials."""
    if target == "wechat":
        from paper_notes.export import wechat_draft
        from paper_notes.export.wechat_account import Account

        with Account() as account:
            yield lambda article, options: f"draft {wechat_draft.send(article, options, account)}"
    elif target == "notion":
        from paper_notes.export import notion_page

        with notion_page.Workspace() as workspace:
            yield lambda article, options: notion_page.send(article, options, workspace)
    else:
        raise UsageError(f"{target} has no API that --api could use", "it is for --to wechat and --to notion")
