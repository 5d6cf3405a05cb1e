"""What the user may choose of an export, and what an export makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Pages = Literal["keep", "notes", "drop"]
"""Page citations: in brackets where they stand, as numbers with a list at the end, or not at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """``images`` is "files" (beside the text), "inline" (in it), an address that the files will lie under, or "" for
    what the target does best. ``style`` is one of WeChat's; ``chromium`` a path, "" to look for one."""

    pages: Pages = "keep"
    images: str = ""
    style: str = "plain"
    chromium: str = ""
    cache: Path = Path(".cache/paper-notes")


@dataclass(slots=True)
class Bundle:
    """One note in one target's form: files by path in the target's folder, and what is left to do by hand.

    ``main`` is the file that is opened or pasted; ``by_hand`` is what is left to do: (line of ``main`` or 0, what).
    """

    main: str
    files: dict[str, bytes] = field(default_factory=dict)
    by_hand: list[tuple[int, str]] = field(default_factory=list)

    def need(self, marks: dict[str, str]) -> None:
        """Have each text that ``main`` holds told with its first line: {text: what is to be done}."""
        lines = self.files[self.main].decode("utf-8").split("\n")
        for mark, what in marks.items():
            line = next((number for number, text in enumerate(lines, 1) if mark in text), 0)
            self.by_hand.append((line, what))
        self.by_hand.sort()
