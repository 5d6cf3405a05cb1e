"""A note as a draft of a WeChat official account: pictures uploaded, limits checked before, nothing made twice."""

from __future__ import annotations

import hashlib

from markupsafe import escape

from paper_notes.export.forbidden import DRAFT
from paper_notes.export.formulas import drawing
from paper_notes.export.model import Article, ExportError, Formula
from paper_notes.export.options import Options
from paper_notes.export.pictures import Gallery, Shown, covers
from paper_notes.export.record import Export, RecordFile, state_of
from paper_notes.export.run import now
from paper_notes.export.wechat import fragment_of
from paper_notes.export.wechat_account import INVALID_MEDIA, Account, AccountError
from paper_notes.language.shorten import shorten

NAME = "wechat-api"
TITLE_MOST, DIGEST_MOST = 32, 120
"""Characters, as the documentation of draft/add gives them."""

_ADDRESS_LENGTH = 120
"""Characters of a picture's address at the platform, for the check before anything is sent."""


def send(article: Article, options: Options, account: Account) -> str:
    """Make or update the note's draft; returns its media id.

    Raises :class:`ExportError`; what was uploaded until then is entered, and is not sent again.
    """
    if len(article.title) > TITLE_MOST:
        raise ExportError(
            f"{article.entry.path}: the title has {len(article.title)} characters, a draft's may have {TITLE_MOST}",
            "shorten the level-1 heading",
        )
    gallery = Gallery(article)
    drawn = _drawn(article)
    dummy = "x" * _ADDRESS_LENGTH
    _require_size(article, _content(article, options, dict.fromkeys([*_keys(gallery), *drawn], dummy)))
    upload = _Upload(article, account)
    addresses = {_key(each.data): upload.picture(each.name, each.data) for each in gallery.shown.values()}
    addresses |= {key: upload.picture(f"formula-{key}.png", data) for key, data in drawn.items()}
    cover = upload.cover(covers(article)["cover.png"])
    content = _content(article, options, addresses)
    _require_size(article, content)
    return upload.draft(
        {
            "title": article.title,
            "digest": shorten(article.summary, DIGEST_MOST),
            "content": content,
            "content_source_url": article.page_url,
            "thumb_media_id": cover,
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
        }
    )


class _Upload:
    """Sends what hasn't been sent yet, and enters each thing when it is."""

    def __init__(self, article: Article, account: Account) -> None:
        self.article = article
        self.account = account
        self.records = RecordFile(article.entry.folder)
        self.known: Export = self.records.target(NAME)

    def picture(self, name: str, data: bytes) -> str:
        key = _key(data)
        if key not in self.known.uploads:
            self.known.uploads[key] = self.account.upload_picture(name, data)
            self._enter()
        return self.known.uploads[key]

    def cover(self, data: bytes) -> str:
        key = f"cover-{_key(data)}"
        if key not in self.known.uploads:
            self.known.uploads[key] = self.account.upload_cover("cover.png", data)
            self._enter()
        return self.known.uploads[key]

    def draft(self, fields: dict[str, object]) -> str:
        if self.known.pending and not self.known.remote:
            # the last run was cut off after asking: the draft may be there
            self.known.remote = self.account.find_draft(self.article.title, self.article.page_url)
        if self.known.remote:
            try:
                self.account.update_draft(self.known.remote, fields)
                return self._done(self.known.remote)
            except AccountError as error:
                if error.code != INVALID_MEDIA:
                    raise
                self.known.remote = ""  # published or deleted since
        self.known.pending = True
        self._enter()
        return self._done(self.account.add_draft(fields))

    def _done(self, media_id: str) -> str:
        self.known.remote, self.known.pending = media_id, False
        self.known.where, self.known.when = f"draft {media_id}", now()
        self.known.state = state_of(self.article.entry.folder)
        self._enter()
        return media_id

    def _enter(self) -> None:
        try:
            self.records.save(NAME, self.known)
        except OSError as error:
            raise ExportError(f"{self.records.path}: can't be written ({error.strerror or error})") from error


def _content(article: Article, options: Options, addresses: dict[str, str]) -> str:
    def picture(shown: Shown) -> str:
        return addresses[_key(shown.data)]

    def formula(formula: Formula, style: str) -> str:
        drawn = drawing(article, formula.latex, formula.display, formula.line)
        address = addresses[_key(drawn.png()[0])]
        size = f"width:{drawn.width:.2f}em;height:{drawn.height:.2f}em"
        if formula.display:
            image = f'<img src="{escape(address)}" alt="{escape(formula.latex)}" style="{size};max-width:none">'
            return f"<section{style}>{image}</section>"
        return (
            f'<img src="{escape(address)}" alt="{escape(formula.latex)}" '
            f'style="{size};vertical-align:{-drawn.depth:.2f}em">'
        )

    return fragment_of(article, options, picture, formula)


def _drawn(article: Article) -> dict[str, bytes]:
    found = {}
    for formula in article.formulas:
        data, _, _ = drawing(article, formula.latex, formula.display, formula.line).png()
        found[_key(data)] = data
    return found


def _keys(gallery: Gallery) -> list[str]:
    return [_key(each.data) for each in gallery.shown.values()]


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _require_size(article: Article, content: str) -> None:
    if len(content) >= DRAFT.characters or len(content.encode()) >= DRAFT.bytes:
        raise ExportError(
            f"{article.entry.path}: as a draft it has {len(content)} characters, the API takes fewer than "
            f"{DRAFT.characters} with all marks",
            "paste it instead: export it without --api and open preview.html",
        )
