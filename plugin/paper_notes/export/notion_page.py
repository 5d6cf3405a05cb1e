"""A note as a page of Notion, through its API. The same page is updated; what stands below the marker is left alone.

What is ours begins with the page and ends with the marker. An update deletes it, block by block, and appends the new
blocks before the marker, so that a run that was cut off leaves nothing that the next one would not take away.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from typing import Any

from paper_notes.errors import UsageError
from paper_notes.export.html import page_blocks
from paper_notes.export.model import Article, ExportError
from paper_notes.export.notion_blocks import CHILDREN_MOST, BlockMaker, Made
from paper_notes.export.options import Options
from paper_notes.export.pictures import Gallery
from paper_notes.export.record import RecordFile, state_of
from paper_notes.export.run import now
from paper_notes.export.wording import WORDING

NAME = "notion-api"
_BEGIN = "paper-notes:"


class Workspace:
    """A connection: ``NOTION_TOKEN``, and ``NOTION_PARENT_PAGE`` or ``NOTION_DATA_SOURCE`` (a table of notes, whose
    columns are filled) from the environment; ``NOTION_API_URL`` for a proxy.

    Raises :class:`UsageError` when there are none, or notion-client is missing.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        try:
            import notion_client
            from notion_client.client import RetryOptions
        except ImportError as error:
            raise UsageError(
                "Notion's API needs notion-client",
                "Run pip install 'mkdocs-paper-notes[notion]', or import what --to notion makes without --api",
            ) from error
        token = environment.get("NOTION_TOKEN", "")
        self.page, self.source = environment.get("NOTION_PARENT_PAGE", ""), environment.get("NOTION_DATA_SOURCE", "")
        if not token or not (self.page or self.source):
            raise UsageError(
                "Notion's API needs a token and a place for the notes",
                "set NOTION_TOKEN, and NOTION_PARENT_PAGE or NOTION_DATA_SOURCE, in the environment",
            )
        url = environment.get("NOTION_API_URL") or notion_client.constants.DEFAULT_BASE_URL
        self._client = notion_client.Client(
            auth=token, retry=RetryOptions(max_retries=4), base_url=url, log_level=logging.CRITICAL
        )
        self._module = notion_client

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def call(self, endpoint: str, *path: str, **values: Any) -> Any:
        """One request, such as ``call("pages.update", page_id, archived=True)``; raises :class:`ExportError`."""
        method: Any = self._client
        for name in endpoint.split("."):
            method = getattr(method, name)
        try:
            return method(*path, **values)
        except self._module.errors.HTTPResponseError as error:
            raise NotionError(str(getattr(error.code, "value", error.code)), error.status, str(error)) from None
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in ("httpx", "httpcore", "notion_client"):
                raise
            raise ExportError(f"Notion can't be reached ({type(error).__name__})", "try again: it goes on") from None


class NotionError(ExportError):
    """Notion refused; ``code`` is its own word for it."""

    def __init__(self, code: str, status: int, message: str) -> None:
        hint = {
            "unauthorized": "check NOTION_TOKEN",
            "object_not_found": "share the page with the integration in Notion (··· → Connections)",
            "restricted_resource": "give the integration the right to insert and update content",
        }.get(code, "")
        super().__init__(f"Notion answered {status}, {code}: {' '.join(message.split())[:160]}", hint)
        self.code, self.status = code, status

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.code, self.status, self.message)


def send(article: Article, options: Options, workspace: Workspace) -> str:
    """Make or update the note's page; returns its address. Raises :class:`ExportError`."""
    return _Page(article, workspace).send(options)


class _Page:
    def __init__(self, article: Article, workspace: Workspace) -> None:
        self.article = article
        self.call = workspace.call
        self.workspace = workspace
        self.records = RecordFile(article.entry.folder)
        self.known = self.records.target(NAME)
        self.marker = WORDING[article.language].marker

    def send(self, options: Options) -> str:
        gallery = Gallery(self.article)
        BlockMaker(self.article, {}).blocks(page_blocks(self.article, options))  # what can't be sent is told before
        page = self._find() or self._create()
        ours = self._places(page)
        pictures = {source: self._picture(shown.name, shown.data) for source, shown in gallery.shown.items()}
        made = BlockMaker(self.article, pictures).blocks(page_blocks(self.article, options))
        self.call("pages.update", page, properties=self._properties())
        for block in ours[1:]:
            self.call("blocks.delete", block)
        self._append(page, made, after=ours[0])
        self.known.where, self.known.when = f"https://www.notion.so/{page.replace('-', '')}", now()
        self.known.state, self.known.pending = state_of(self.article.entry.folder), False
        self._enter()
        return self.known.where

    # -- the page

    def _find(self) -> str:
        if not self.known.remote and self.known.pending:
            self.known.remote = self._unfinished()
        if self.known.remote:
            try:
                page = self.call("pages.retrieve", self.known.remote)
            except NotionError as error:
                if error.code != "object_not_found":
                    raise
                return ""
            if not (page.get("archived") or page.get("in_trash")):
                return self.known.remote
            self.known.uploads.clear()
        return ""

    def _unfinished(self) -> str:
        """A page that was made for this note by a run that didn't hear of it."""
        if self.workspace.source:
            found = self._all("data_sources.query", self.workspace.source)
        else:
            found = self._all("blocks.children.list", self.workspace.page)
        for each in found:
            if each.get("object") == "block" and each.get("type") != "child_page":
                continue
            first = next(iter(self._all("blocks.children.list", each["id"])), None)
            if first is not None and _plain_text(first) == self._begin:
                return str(each["id"])
        return ""

    @property
    def _begin(self) -> str:
        """The first block's text, by which the page is known again."""
        facts = [self.article.entry.front.title, ", ".join(self.article.entry.front.authors[:3])]
        return f"{_BEGIN}{self.article.slug} · {' · '.join(fact for fact in facts if fact)}"[:1900]

    def _create(self) -> str:
        self.known.pending, self.known.remote = True, ""
        self._enter()
        parent = (
            {"type": "data_source_id", "data_source_id": self.workspace.source}
            if self.workspace.source
            else {"type": "page_id", "page_id": self.workspace.page}
        )
        if self.workspace.source:
            self._complete_columns()
        # the first block and the marker come with the page: there is no moment without them
        page = self.call(
            "pages.create",
            parent=parent,
            properties=self._properties(),
            children=[
                {"type": "paragraph", "paragraph": {"rich_text": [{"type": "text", "text": {"content": self._begin}}]}},
                {"type": "divider", "divider": {}},
                {"type": "paragraph", "paragraph": {"rich_text": [{"type": "text", "text": {"content": self.marker}}]}},
            ],
        )
        self.known.remote = str(page["id"])
        self._enter()
        return self.known.remote

    def _places(self, page: str) -> list[str]:
        """The ids of our blocks: the first one, and all up to the divider before the marker."""
        ids: list[tuple[str, str]] = []
        marker, ours = "", None
        for block in self._all("blocks.children.list", page):
            text = _plain_text(block)
            if text in {words.marker for words in WORDING.values()}:
                marker = str(block["id"])
                break
            maker = (block.get("created_by") or {}).get("id")
            ours = ours or maker
            if maker == ours:  # what somebody has put in between stays
                ids.append((str(block["id"]), str(block.get("type"))))
        if not marker or not ids:
            raise ExportError(
                f"the page of {self.article.slug} in Notion has lost its marker ({self.marker!r})",
                "put a paragraph of exactly these words below the note's text, or delete the page",
            )
        if ids[-1][1] == "divider":
            ids.pop()
        return [block for block, _ in ids]

    def _append(self, parent: str, made: list[Made], after: str = "") -> None:
        for start in range(0, len(made), CHILDREN_MOST):
            part = made[start : start + CHILDREN_MOST]
            place = {"after": after} if after else {}
            answer = self.call("blocks.children.append", parent, children=[each.block for each in part], **place)
            written = [str(block["id"]) for block in answer["results"]][: len(part)]
            after = written[-1] if after and written else ""
            for block, each in zip(written, part, strict=True):
                if each.children:
                    self._append(block, each.children)

    def _picture(self, name: str, data: bytes) -> str:
        """The id of an uploaded picture. It lasts for one use, so an update sends all of them again."""
        kind = "image/png" if name.endswith(".png") else "image/jpeg"
        upload = self.call("file_uploads.create", mode="single_part", filename=name, content_type=kind)
        self.call("file_uploads.send", str(upload["id"]), file=(name, data, kind))
        self.known.uploads[hashlib.sha256(data).hexdigest()[:16]] = str(upload["id"])
        return str(upload["id"])

    # -- properties

    def _values(self) -> dict[str, tuple[str, Any]]:
        """Columns of a table of notes: kind and value."""
        front = self.article.entry.front
        return {
            "Authors": ("rich_text", _rich(", ".join(front.authors)[:1900])),
            "Year": ("number", front.year),
            "Tags": ("multi_select", [{"name": tag.replace(",", " ")[:100]} for tag in self.article.tags]),
            "Difficulty": ("number", front.difficulty),
            "Status": ("select", {"name": self.article.entry.standing}),
        }

    def _properties(self) -> dict[str, Any]:
        if not self.workspace.source:
            return {"title": {"title": _rich(self.article.title)}}
        title = next((name for name, each in self._columns().items() if each.get("type") == "title"), "Name")
        columns = self._columns()
        values: dict[str, Any] = {title: {"title": _rich(self.article.title)}}
        for name, (kind, value) in self._values().items():
            if columns.get(name, {}).get("type", kind) == kind and value not in (None, [], ""):
                values[name] = {kind: value}
        return values

    def _columns(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call("data_sources.retrieve", self.workspace.source)["properties"]
        return found

    def _complete_columns(self) -> None:
        there = self._columns()
        missing: dict[str, Any] = {name: {kind: {}} for name, (kind, _) in self._values().items() if name not in there}
        if missing:
            self.call("data_sources.update", self.workspace.source, properties=missing)

    # -- requests

    def _all(self, endpoint: str, parent: str) -> Iterator[dict[str, Any]]:
        cursor: dict[str, str] = {}
        while True:
            answer = self.call(endpoint, parent, page_size=100, **cursor)
            yield from answer["results"]
            if not answer.get("has_more"):
                return
            cursor = {"start_cursor": answer["next_cursor"]}

    def _enter(self) -> None:
        try:
            self.records.save(NAME, self.known)
        except OSError as error:
            raise ExportError(f"{self.records.path}: can't be written ({error.strerror or error})") from error


def _rich(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": {"content": text}}] if text else []


def _plain_text(block: Mapping[str, Any]) -> str:
    content = block.get(str(block.get("type"))) or {}
    parts = content.get("rich_text") or () if isinstance(content, dict) else ()
    return "".join(str(part.get("plain_text") or part.get("text", {}).get("content", "")) for part in parts)
