"""Further pages in a paper's folder, and notes that can't be read: they pass the gate, whoever wrote them."""

from __future__ import annotations

import posixpath

from paper_notes.site.kinds.gated import through_gate
from paper_notes.site.kinds.kind import PageKind


class Strays(PageKind):
    """Pages in a paper's folder that aren't one of its notes, or can't be read as one."""

    def holds(self, source: str) -> bool:
        return source in self.site.notes.strays

    def foreign(self, source: str) -> bool:
        return True

    def content(self, source: str, html: str, edit_url: str) -> str:
        folder = self.site.notes.strays[source]
        return through_gate(self.site, html, folder, folder.path / posixpath.basename(source))
