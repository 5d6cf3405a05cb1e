"""A corpus made ready on disk: its records, read by row, and what they are filtered by.

``records.jsonl`` holds a record a line in our own form, ``offsets.npy`` where each begins, ``days.npy`` the day of each
as a number (20230115; 0 when unknown), ``names.npy`` a number that its identifier gives. Files are mapped, not read.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from paper_notes.finding.check import identifier_hash
from paper_notes.finding.records import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DECODER = msgspec.json.Decoder(Record)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of a corpus by their rows, from 0."""

    data: mmap.mmap | bytes
    offsets: NDArray[np.int64]
    days: NDArray[np.int32]
    names: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.days)

    def record(self, row: int) -> Record:
        return _DECODER.decode(self.data[self.offsets[row] : self.offsets[row + 1]])

    def row_of(self, identifier: str) -> int | None:
        """The row of the record with this identifier, if there is one."""
        import numpy as np

        for row in np.flatnonzero(self.names == _name_number(identifier)).tolist():
            if self.record(row).id == identifier:
                return int(row)
        return None

    @classmethod
    def open(cls, folder: Path) -> Shelf:
        """Raises OSError or ValueError when there is none, or it isn't whole."""
        import numpy as np

        offsets = np.load(folder / "offsets.npy", mmap_mode="r")
        days = np.load(folder / "days.npy", mmap_mode="r")
        names = np.load(folder / "names.npy", mmap_mode="r")
        with (folder / "records.jsonl").open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if int(offsets[-1]) else b""
        if len(offsets) != len(days) + 1 or len(names) != len(days) or len(data) != int(offsets[-1]):
            raise ValueError(f"{folder}: records and offsets don't fit each other")
        return cls(data, offsets, days, names)


def write_shelf(folder: Path, records: Iterable[Record]) -> int:
    """Write the records into a folder that exists; returns how many. Raises OSError."""
    import numpy as np

    offsets, days, names = array("q", [0]), array("i"), array("Q")
    encoder = msgspec.json.Encoder()
    with (folder / "records.jsonl").open("wb", buffering=1 << 20) as file:
        for record in records:
            line = encoder.encode(record) + b"\n"
            file.write(line)
            offsets.append(offsets[-1] + len(line))
            days.append(day_number(record.date))
            names.append(_name_number(record.id))
    np.save(folder / "offsets.npy", np.asarray(offsets, np.int64))
    np.save(folder / "days.npy", np.asarray(days, np.int32))
    np.save(folder / "names.npy", np.asarray(names, np.uint64))
    return len(days)


def day_number(date: str) -> int:
    """20230115 for "2023-01-15"; a year or a month alone begin at their first day; 0 for what is no date."""
    parts = [*date.split("-"), "1", "1"][:3]
    if not all(part.isascii() and part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return 0
    return int(parts[0]) * 10_000 + int(parts[1][:2]) * 100 + int(parts[2][:2])


def _name_number(identifier: str) -> int:
    return int.from_bytes(identifier_hash(identifier), "big")
