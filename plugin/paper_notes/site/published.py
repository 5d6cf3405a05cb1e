"""Files that the site gets besides its pages, style sheet and font among them. Collected, then written at the end."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from paper_notes.files import refuse_outside
from paper_notes.site.kept_pictures import is_kept

ASSETS = "assets/paper-notes"
_SOURCES = Path(__file__).parent / "assets"


@dataclass(slots=True)
class Published:
    """What is to be written, by address relative to the site's root."""

    copies: dict[str, Path] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)

    def picture(self, path: Path) -> str:
        """Have a picture of the cache published; returns its address."""
        address = f"{ASSETS}/{path.name}"
        self.pictures[address] = path
        return address

    def write(self, site_dir: Path) -> None:
        """Write everything; a file of the user's at one of the addresses stays, a symbolic link doesn't.

        A picture that could not be made is left out: whoever was to make it has told why. So is one that another
        hand put into the cache. Raises :class:`~paper_notes.files.OutsideLibrary` when the site's own folders lead
        elsewhere.
        """
        for address, source in self.copies.items():
            if target := _free(site_dir, address):
                shutil.copyfile(source, target)
        for address, source in self.pictures.items():
            if is_kept(source) and (target := _free(site_dir, address)):
                link_or_copy(source, target)
        for address, data in self.texts.items():
            if target := _free(site_dir, address):
                target.write_bytes(data)


def _free(site_dir: Path, address: str) -> Path | None:
    """Where the file belongs, its folder made; None when a file is there already."""
    target = site_dir / address
    if target.is_symlink():
        target.unlink()
    if target.exists():
        return None
    refuse_outside(target, site_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file of the cache a second name; a copy where the disk knows none or the site lies on another one.

    Ten pictures a note are most of what a build writes. They are named by their content, and nobody edits them there.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@cache
def asset_address(name: str) -> str:
    """Address of one of our own assets, with a digest of its content so that browsers may keep it for good."""
    path = _SOURCES / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return f"{ASSETS}/{path.stem}.{digest}{path.suffix}"


def own_assets() -> dict[str, Path]:
    """Our style sheet and scripts by address."""
    return {asset_address(path.name): path for path in sorted(_SOURCES.iterdir()) if path.suffix in (".css", ".js")}
