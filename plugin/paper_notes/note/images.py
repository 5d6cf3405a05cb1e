"""Who owns an image: crops bear a mark, so that a picture put there by a person is never overwritten.

The mark is a PNG ``tEXt`` chunk with where the crop was cut and the digest of the image without the mark.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import msgspec

KEYWORD = b"paper-notes"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_IHDR_END = len(_SIGNATURE) + 4 + 4 + 13 + 4


class Mark(msgspec.Struct, frozen=True):
    """Where a crop comes from: page (from 1), box (points as displayed), resolution, and the paper's SHA-256."""

    page: int
    box: tuple[float, float, float, float]
    dpi: int
    paper: str
    digest: str = ""


def mark_png(png: bytes, mark: Mark) -> bytes:
    """The PNG with its mark. Raises ValueError when the bytes are not a PNG."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    mark = msgspec.structs.replace(mark, digest=hashlib.sha256(png).hexdigest())
    data = KEYWORD + b"\0" + msgspec.json.encode(mark)
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data + struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return png[:_IHDR_END] + chunk + png[_IHDR_END:]


def read_mark(path: Path) -> Mark | None:
    """The mark of a crop that nobody touched; None for any other file, raises FileNotFoundError when there is none."""
    data = path.read_bytes()
    start = data[_IHDR_END : _IHDR_END + 8]
    if not data.startswith(_SIGNATURE) or start[4:] != b"tEXt":
        return None
    (length,) = struct.unpack(">I", start[:4])
    body = data[_IHDR_END + 8 : _IHDR_END + 8 + length]
    keyword, _, text = body.partition(b"\0")
    if keyword != KEYWORD:
        return None
    try:
        mark = msgspec.json.decode(text, type=Mark)
    except msgspec.DecodeError:
        return None
    bare = data[:_IHDR_END] + data[_IHDR_END + 12 + length :]
    return mark if mark.digest == hashlib.sha256(bare).hexdigest() else None
