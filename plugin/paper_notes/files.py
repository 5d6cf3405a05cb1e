"""The one gate to files: what lies in a library is read, published and written only where it truly lies there.

A symbolic link in a cloned library may lead anywhere. Whatever resolves to a place outside the library is refused, and
nothing of its content is shown.
"""

from __future__ import annotations

import functools
import glob
import hashlib
import os
import stat
import tempfile
import time
from pathlib import Path

from paper_notes.errors import PaperError, UsageError
from paper_notes.messages import say

MOST_TEXT_BYTES = 4 << 20
"""Settings are shorter; a longer file is no text that somebody wrote."""
MOST_NOTE_BYTES = 300_000
"""A note is shorter: of 662 notes of other collections the longest has 112,000. Hours of reading are a book."""

ABANDONED_AFTER = 60.0
"""Seconds after which a temporary file belongs to no living run."""


class OutsideLibrary(UsageError):
    """A file or folder of the library leads out of it by a symbolic link."""


def refuse_outside(path: Path, root: Path) -> None:
    """Raise :class:`OutsideLibrary` when ``path`` resolves outside ``root``, and UsageError when it can't be resolved.

    A path that doesn't exist is judged by where it would be made.
    """
    try:
        real = os.path.realpath(path)
        home = os.path.realpath(root)
    except (OSError, ValueError) as error:
        raise UsageError(say(f"{path} can't be followed ({error})", f"{path} 无法解析（{error}）")) from error
    if path.is_symlink() and os.path.realpath(real) == os.fspath(path.absolute()):
        raise UsageError(
            say(f"{path} is a symbolic link to itself", f"{path} 是指向自身的符号链接"), say("remove it", "请删除它")
        )
    if real != home and not real.startswith(home.rstrip(os.sep) + os.sep):
        raise OutsideLibrary(
            say(f"{path} is a symbolic link that leads out of the library", f"{path} 是指向论文库之外的符号链接"),
            say("copy what it leads to into the library", "请把它所指的内容复制进论文库"),
        )


def is_outside(path: Path, root: Path) -> bool:
    """Whether the path resolves outside ``root`` or can't be resolved."""
    try:
        refuse_outside(path, root)
    except UsageError:
        return True
    return False


def refuse_links_out(folder: Path, root: Path) -> None:
    """Raise :class:`OutsideLibrary` for a folder that leads out of ``root``, or that holds a link which does.

    Looks at the folder, what is in it and in its folders, two levels deep: where the program reads and writes.
    """
    refuse_outside(folder, root)
    for entry in os.scandir(folder):
        if entry.is_symlink():
            refuse_outside(Path(entry.path), root)
        if entry.name == "images" and entry.is_dir():
            for picture in os.scandir(entry.path):
                if picture.is_symlink():
                    refuse_outside(Path(picture.path), root)


def read_text(path: Path) -> str:
    """A file's text. Raises FileNotFoundError and PermissionError as reading does, and :class:`UsageError` for what is
    no file, is too long, or isn't UTF-8."""
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            say(f"{path} is not UTF-8 text (byte {error.start})", f"{path} 不是 UTF-8 文本（第 {error.start} 字节）"),
            say("save it as UTF-8", "请另存为 UTF-8"),
        ) from error


def read_note(path: Path) -> bytes:
    """A note's bytes. Raises as :func:`read_text` does, and :class:`OutsideLibrary` for one that leads out of its
    library, which is the folder that holds the note's folder."""
    refuse_outside(path, path.absolute().parent.parent)
    return _read(path, MOST_NOTE_BYTES, "a note has")


def read_note_text(path: Path) -> str:
    """A note's text. Raises as :func:`read_note` does, and :class:`UsageError` when it isn't UTF-8."""
    try:
        return read_note(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            say(f"{path} is not UTF-8 text (byte {error.start})", f"{path} 不是 UTF-8 文本（第 {error.start} 字节）"),
            say("save it as UTF-8", "请另存为 UTF-8"),
        ) from error


def _read(path: Path, most: int = MOST_TEXT_BYTES, who: str = "settings have") -> bytes:
    mode = path.stat()
    if stat.S_ISDIR(mode.st_mode):
        raise UsageError(
            say(f"{path} is a folder", f"{path} 是文件夹"),
            say("it must be a text file; move the folder away", "这里应当是文本文件，请移走文件夹"),
        )
    if not stat.S_ISREG(mode.st_mode):
        raise UsageError(
            say(f"{path} is a pipe or a device, not a file", f"{path} 是管道或设备，不是文件"),
            say("it must be a text file", "这里应当是文本文件"),
        )
    if mode.st_size > most:
        size, bar = mode.st_size // 1000, most // 1000
        raise UsageError(
            f"{path} has {size:,} KB, more than the {bar:,} that {who}",
            say("it is not read: divide it", "没有读取，请拆分"),
        )
    return path.read_bytes()


def refuse_what_is_no_file(path: Path) -> None:
    """Raise :class:`PaperError` for what can't be read as a file: opening a pipe would wait for ever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise PaperError(
            say(f"there is no file {path}", f"没有文件 {path}"), say("check the path", "请检查路径")
        ) from error
    except PermissionError as error:
        raise PaperError(
            say(f"{path} may not be read", f"没有权限读取 {path}"),
            say("give yourself permission to read it (chmod u+r)", "请给自己读取权限（chmod u+r）"),
        ) from error
    except (OSError, ValueError) as error:
        raise PaperError(
            say(
                f"{path} can't be read ({getattr(error, 'strerror', None) or error})",
                f"{path} 无法读取（{getattr(error, 'strerror', None) or error}）",
            )
        ) from error
    if stat.S_ISDIR(mode):
        raise PaperError(
            say(f"{path} is a folder", f"{path} 是文件夹"), say("name the PDF inside it", "请给出其中的 PDF")
        )
    if not stat.S_ISREG(mode):
        raise PaperError(
            say(f"{path} is a pipe or a device, not a file", f"{path} 是管道或设备，不是文件"),
            say("put the paper's PDF itself there", "请把论文的 PDF 文件放在这里"),
        )


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; raises OSError. Computed once for a file that doesn't change."""
    status = path.stat()
    return _sha256(os.fspath(path), status.st_ino, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=16384)
def _sha256(path: str, node: int, size: int, changed: int) -> str:
    del node, size, changed  # by which a file that was looked at is known
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, data: bytes, *, durably: bool = True) -> None:
    """Write a file so that readers see the old or the new content whole, even when the process is killed.

    ``durably`` waits for the disk, so that the same holds when the machine loses its power.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durably:
                os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sweep(path: Path) -> None:
    """Remove what a killed run left of an earlier try at the same file."""
    for rest in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        try:
            if time.time() - rest.stat().st_mtime > ABANDONED_AFTER:
                rest.unlink()
        except FileNotFoundError:
            continue  # the run it belongs to is alive and has just finished with it


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
