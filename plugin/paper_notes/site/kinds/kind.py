"""The shape that every kind of page has, and what each is told of the site around it.

A build asks the kinds of :data:`~paper_notes.site.kinds.all.KINDS` one after the other: which of the user's own pages
are of it (``claims``), which pages it adds (``generated``), and then, page by page, what stands on it (``content``,
which the search finds) and around it (``whole``, which the search doesn't).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paper_notes.library.folders import PaperFolder
from paper_notes.note.evidence import NoteEvidence
from paper_notes.paper.model import Paper
from paper_notes.site.entry import Entry
from paper_notes.site.kept_content import KeptContent
from paper_notes.site.kept_pages import Shown
from paper_notes.site.notes import Notes
from paper_notes.site.published import Published
from paper_notes.site.thumbnails import Thumbnail

PictureMaker = Callable[[Path, Path], Thumbnail]


def no_paper(_: PaperFolder) -> Paper | None:
    """For a site whose papers can't be read."""
    return None


def no_copies(_: Entry) -> Mapping[str, bytes]:
    """For a site without buttons."""
    return {}


def no_evidence(_: Entry) -> NoteEvidence | None:
    """For a site whose notes nobody has held against their papers."""
    return None


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: the address of its source and its URL, both relative to the site's root, and the source's
    file where there is one."""

    source: str
    url: str
    path: Path | None = None


@dataclass(slots=True)
class Site:
    """What a kind knows of the site.

    ``root`` is its address, "" for none; ``notes_dir`` the folder of notes in it; ``index_url`` where its index stands,
    None without one; ``being_written`` are the slugs whose extract stands in for a note that is being written;
    ``paper`` returns what was read of a folder's paper (None when it can't be read), for the places of quotations and
    for links that lead to an address printed in it; ``copies`` gives what the buttons of a note's page put on the
    clipboard, by the place it is for; ``evidence`` says what was decided of a note's claims; ``both_urls`` are those of
    the pages that show a note in two languages, by slug;
    ``cited_pictures`` the pictures of pages that are wanted of each PDF; ``problems`` are for the user, in words.
    """

    cache: Path
    language: str
    name: str = ""
    root: str = ""
    notes_dir: str = "paper-notes"
    index_url: str | None = None
    being_written: frozenset[str] = frozenset()
    paper: Callable[[PaperFolder], Paper | None] = no_paper
    copies: Callable[[Entry], Mapping[str, bytes]] = no_copies
    evidence: Callable[[Entry], NoteEvidence | None] = no_evidence
    notes: Notes = field(default_factory=Notes)
    published: Published = field(default_factory=Published)
    kept: KeptContent = field(init=False)
    problems: list[str] = field(default_factory=list)
    cited_pictures: dict[Path, dict[int, Path]] = field(default_factory=dict)
    both_urls: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = KeptContent(self.cache)

    def absolute(self, url: str) -> str:
        """A page's absolute URL; "" when the site has no address."""
        return f"{self.root.rstrip('/')}/{url}" if self.root else ""

    def pictured(self, entry: Entry, make: PictureMaker) -> Thumbnail | None:
        """A picture of the figure that stands for a note; None when it has none that can be shown, which is told."""
        if entry.figure is None:
            return None
        try:
            return make(entry.figure, self.cache / "pictures")
        except (OSError, ValueError) as error:
            self.problems.append(f"{entry.figure}: not a picture that can be shown ({error})")
            return None


class PageKind:
    """One kind of page. What a kind doesn't do is done as for any page of the user's."""

    in_navigation = False
    """Whether the pages that it adds may stand in the site's navigation."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.pages: dict[str, SitePage] = {}

    def claims(self, page: SitePage, markdown: str) -> bool:
        """Whether a page of the user's own is of this kind, by its text."""
        del page, markdown
        return False

    def generated(self, have: Callable[[str], bool]) -> Mapping[str, str]:
        """The pages that this kind adds: address of the source to Markdown. ``have`` says whether the site has a page
        of a source; the pages that were claimed are known, and all notes are in."""
        del have
        return {}

    def take(self, page: SitePage) -> None:
        """A page of this kind has its place."""
        self.pages[page.source] = page

    def holds(self, source: str) -> bool:
        """Whether the page of this source is of this kind."""
        return source in self.pages

    def foreign(self, source: str) -> bool:
        """Whether the text of one of this kind's pages isn't a person's: it has to pass the gate."""
        del source
        return False

    def content(self, source: str, html: str, edit_url: str) -> str:
        """What stands on one of this kind's pages, from its Markdown's HTML."""
        del source, edit_url
        return html

    def made_of(self, source: str) -> tuple[object, ...] | None:
        """What one of this kind's pages depends on besides its text and the site's configuration, as values whose text
        tells them; None for pages that are always made anew."""
        del source
        return None

    def shown(self, source: str) -> Shown:
        """The pictures that one of this kind's pages shows, once it is made."""
        del source
        return Shown()

    def restore(self, source: str, shown: Shown) -> None:
        """A page that an earlier build made is put in place: have its pictures published."""
        del source, shown

    def language(self, source: str) -> str:
        """The language of one of this kind's pages."""
        del source
        return self.site.language

    def whole(self, source: str, html: str) -> str:
        """The whole page from what the theme made of it."""
        del source
        return html
