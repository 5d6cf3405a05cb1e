"""Damages papers at seeded places, makes PDFs that lie, and reads or builds all: ``python benchmarks/mutants.py``.

``--from FOLDER`` takes papers of that folder beside one of our own. Counts what came of each: read whole, read with a
word about what is lost, refused with a reason, a fault of the program, a hang, or rubbish without a word (a paper whose
text shares too little with that of the paper that it was made of).
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pymupdf

from paper_notes.errors import PaperNotesError, debugging
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.isolation import PaperReader

LEAST_SHARED = 0.5
"""Of the words of the original: a paper with fewer, of which nothing is said, is rubbish."""
HANG = 120.0
"""Seconds of one paper; every limit of ours is to end it before."""
WORDS = "However, existing tools cannot sort many notes by the order of their topics, and readers lose their way. "


def whole(pages: int = 4) -> bytes:
    """A plain paper."""
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page()
            page.insert_text((90, 90), "Arranging a Shelf of Reading Notes", fontsize=17)
            page.insert_textbox((90, 120, 505, 700), WORDS * 12 + f"This is page {number + 1}.", fontsize=10)
        return bytes(document.tobytes(garbage=3, deflate=True))


def raw(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, with a right table of where they stand."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 %c \n" % (places.get(number, 0), b"n"[0] if number in places else b"f"[0]))
    out.write(b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))
    return out.getvalue()


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), more, data)


TEXT = b"BT /F1 11 Tf 72 720 Td 14 TL " + b"".join(b"(%s) ' " % WORDS.strip().encode() for _ in range(30)) + b"ET\n"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def one_page(
    content: bytes = TEXT,
    box: bytes = b"[0 0 612 792]",
    resources: bytes = b"",
    pages: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    catalog: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    return raw(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: pages,
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
            % (box, resources),
            4: stream(content),
            5: FONT,
            **(more or {}),
        }
    )


def deflated_bomb(megabytes: int) -> bytes:
    """Compressed spaces."""
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def forms(deep: int, wide: int, inner: bytes) -> dict[int, bytes]:
    """Forms that draw forms, ``wide`` to the power of ``deep`` times."""
    found = {}
    for level in range(deep):
        number = 20 + level
        below = b"/A %d 0 R" % (number + 1) if level < deep - 1 else b""
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] "
        head += b"/Resources << /Font << /F1 5 0 R >> /XObject << %s >> >>"
        found[number] = stream(b"/A Do " * wide if below else inner, head % below)
    return found


def outline(deep: int) -> dict[int, bytes]:
    """An outline whose every entry holds one entry."""
    entries = {30: b"<< /Type /Outlines /First 31 0 R /Last 31 0 R /Count %d >>" % deep}
    for number in range(31, 31 + deep):
        child = b"/First %d 0 R /Last %d 0 R /Count 1" % (number + 1, number + 1) if number < 30 + deep else b""
        entries[number] = b"<< /Title (Part) /Parent %d 0 R /Dest [3 0 R /Fit] %s >>" % (number - 1, child)
    return entries


def picture(width: int, height: int, data: bytes, more: bytes = b"/Filter /FlateDecode") -> dict[int, bytes]:
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB %s"
    return {10: stream(data, head % (width, height, more))}


def made() -> Iterator[tuple[str, bytes]]:
    """PDFs that lie or grow."""
    drawn = TEXT + b"q 400 0 0 300 90 90 cm /A Do Q\n"
    image, first = b"/XObject << /A 10 0 R >>", b"/XObject << /A 20 0 R >>"
    for count in (b"-5", b"0", b"2000000000", b"99999999999999999999", b"/Name", b"21"):
        yield f"count {count.decode()}", one_page(pages=b"<< /Type /Pages /Kids [3 0 R] /Count %s >>" % count)
    yield "kids of themselves", one_page(pages=b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>")
    yield "one page, 20,000 times", one_page(pages=b"<< /Type /Pages /Kids [%s] /Count 19999 >>" % (b"3 0 R " * 19999))
    yield "kids that aren't there", one_page(pages=b"<< /Type /Pages /Kids [3 0 R 77 0 R] /Count 2 >>")
    for box in (
        b"[0 0 1000000000 1000000000]",
        b"[0 0 0 0]",
        b"[612 792 0 0]",
        b"[0 0 1e38 1e38]",
        b"[0 0 14400 14400]",
    ):
        yield f"page {box.decode()}", one_page(box=box)
    yield "page -nan", one_page(box=b"[nan inf -inf 1e999]")
    itself = stream(
        b"/A Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 20 0 R >> >>"
    )
    yield "form of itself", one_page(drawn, resources=first, more={20: itself})
    for deep, wide in ((9, 10), (30, 2), (400, 1)):
        yield f"forms {deep} x {wide}", one_page(drawn, resources=first, more=forms(deep, wide, b""))
        yield f"forms {deep} x {wide} of text", one_page(drawn, resources=first, more=forms(deep, wide, TEXT))
        rules = b"0 0 m 9 9 l S " * 9
        yield f"forms {deep} x {wide} of lines", one_page(drawn, resources=first, more=forms(deep, wide, rules))
    yield "picture 65,000 x 65,000", one_page(drawn, resources=image, more=picture(65000, 65000, deflated_bomb(40)))
    yield "picture 2e9 x 2e9", one_page(drawn, resources=image, more=picture(2 * 10**9, 2 * 10**9, b"x"))
    yield "picture of -1 x 5", one_page(drawn, resources=image, more=picture(-1, 5, b"x"))
    yield "picture 6,400 x 6,400", one_page(drawn, resources=image, more=picture(6400, 6400, deflated_bomb(118)))
    yield "content of 900 MB", raw_bomb(900)
    yield "content of 200 MB", raw_bomb(200)
    for deep in (500, 20_000):
        yield f"outline {deep} deep", one_page(catalog=b"/Outlines 30 0 R", more=outline(deep))
    yield (
        "outline in a circle",
        one_page(
            catalog=b"/Outlines 30 0 R",
            more={
                30: b"<< /First 31 0 R /Last 31 0 R >>",
                31: b"<< /Title (x) /Next 31 0 R /First 31 0 R /Parent 31 0 R >>",
            },
        ),
    )
    yield "arrays 50,000 deep", one_page(catalog=b"/X " + b"[" * 50_000 + b"]" * 50_000)
    yield "brackets in content", one_page(TEXT + b"[" * 300_000)
    yield "200,000 q", one_page(b"q " * 200_000 + TEXT)
    yield "300,000 lines", one_page(TEXT + b"1 1 m 99 99 l S\n" * 300_000)
    yield "200,000 words", one_page(b"BT /F1 4 Tf 1 Tr " + b"1 0 0 1 50 50 Tm (word) Tj " * 200_000 + b"ET")
    for size in (b"1e30", b"-11", b"0", b"0.0001"):
        yield f"letters of {size.decode()}", one_page(TEXT.replace(b"/F1 11", b"/F1 " + size))
    file = stream(deflated_bomb(1500), b"/Filter /FlateDecode")
    descriptor = b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 9 0 R >>"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 8 0 R >>"
    yield "font of 1.5 GB", one_page(more={5: font, 8: descriptor, 9: file})
    maps = b"/CIDInit begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange " + b"".join(
        b"1 beginbfrange <0000> <ffff> <%04x> endbfrange " % number for number in range(3000)
    )
    yield "font of 3,000 maps", one_page(more={5: FONT[:-2] + b"/ToUnicode 9 0 R >>", 9: stream(maps + b"endcmap")})
    glyphs = b"<< /A 20 0 R >>"
    kind = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 65 /LastChar 65 "
    kind += b"/Widths [9] /Encoding << /Differences [65 /A] >> /CharProcs %s /Resources << /Font << /F1 5 0 R >> >> >>"
    letter = stream(b"9 0 d0 BT /F1 9 Tf (AAAAAAAAAA) Tj ET")
    yield "font of itself", one_page(TEXT + b"BT /F1 9 Tf (A) Tj ET", more={5: kind % glyphs, 20: letter})


def raw_bomb(megabytes: int) -> bytes:
    data = deflated_bomb(megabytes)
    return one_page(more={4: stream(data, b"/Filter /FlateDecode")})


def damaged(data: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """A paper, hurt in every way once."""
    size = len(data)
    share = chance.uniform(0.05, 0.99)
    yield f"cut at {share:.2f}", data[: int(size * share)]
    for times in (1, 30, 600):
        hurt = bytearray(data)
        for _ in range(times):
            hurt[chance.randrange(size)] ^= 1 << chance.randrange(8)
        yield f"{times} bits turned", bytes(hurt)
    at, length = chance.randrange(size), chance.randrange(1, max(2, size // 10))
    yield f"{length} bytes gone", data[:at] + data[at + length :]
    yield f"{length} bytes of nothing", data[:at] + bytes(len(data[at : at + length])) + data[at + length :]
    yield f"{length} bytes twice", data[: at + length] + data[at:]
    yield "nested in itself", data[:at] + data + data[at:]


def words(paper: Paper) -> Counter[str]:
    return Counter(" ".join(paper.page_texts).split())


def judged(done: Future[Paper], original: Paper | None) -> tuple[str, str]:
    """What came of a file, and a word about it."""
    try:
        paper = done.result(HANG)
    except TimeoutError:
        return "HANG", ""
    except PaperNotesError as error:
        return "refused", str(error)
    except Exception as error:  # noqa: BLE001 - what is counted
        return "FAULT", f"{type(error).__name__}: {error}"
    said = "; ".join(problem.message for problem in paper.problems) or paper.damage
    if original is not None:
        wanted = words(original)
        shared = (wanted & words(paper)).total() / max(1, wanted.total())
        if shared < LEAST_SHARED and not said:
            return "RUBBISH", f"{shared:.0%} of the words"
    return ("told", said) if said else ("read", "")


def build_all(mutants: dict[str, bytes], count: int, chance: random.Random) -> None:
    """Build a library of some of them; every folder is to have a note or a line."""
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary) / "paper-notes"
        for number, (name, data) in enumerate(chance.sample(sorted(mutants.items()), count)):
            (library / f"m{number:02}").mkdir(parents=True)
            (library / f"m{number:02}" / "paper.pdf").write_bytes(data)
            print(f"  m{number:02} {name}")
        command = [sys.executable, "-m", "paper_notes", "build", "paper-notes", "--writer", "extract"]
        done = subprocess.run([*command, "--fail-on", "never"], cwd=temporary, capture_output=True, text=True)
        silent = [
            path.name
            for path in sorted(library.iterdir())
            if not (path / "README.md").exists() and f"/{path.name}" not in done.stderr
        ]
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(done.stderr[-6000:])
        notes = len(list(library.glob("*/README.md")))
        print(
            f"build: exit {done.returncode}, {notes} notes of {count}, without note or word: {silent or 'none'}, "
            f"traceback: {'Traceback' in done.stderr}, standard output {len(done.stdout)} bytes, "
            f"{used.ru_utime + used.ru_stime:.0f} s of CPU, largest process {used.ru_maxrss >> 10} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="papers", type=Path, help="a folder of PDFs to damage")
    parser.add_argument("--papers", dest="most", type=int, default=3, help="papers of it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=int, default=20, help="mutants that are built, too")
    parser.add_argument("--only", default="", help="those whose name holds this")
    args = parser.parse_args()
    assert not debugging()
    chance = random.Random(args.seed)
    sources = {"own": whole()}
    if args.papers:
        for path in chance.sample(sorted(args.papers.rglob("*.pdf")), args.most):
            sources[path.stem] = path.read_bytes()
    mutants: dict[str, tuple[bytes, str]] = {name: (data, "") for name, data in made()}
    for source, data in sources.items():
        mutants |= {f"{source}: {name}": (hurt, source) for name, hurt in damaged(data, chance)}
    mutants = {name: pair for name, pair in mutants.items() if args.only in name}
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary, PaperReader(2) as reader:
        place: Callable[[str], Path] = lambda name: Path(temporary) / f"{abs(hash(name))}.pdf"  # noqa: E731
        originals = {}
        for source, data in sources.items():
            place(source).write_bytes(data)
            originals[source] = reader.read(place(source))
        for name, (data, source) in mutants.items():
            place(name).write_bytes(data)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            outcome, said = judged(reader.submit(place(name)), originals.get(source))
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = ended.ru_utime - before.ru_utime  # of workers that ended
            counts[outcome] += 1
            said = said.replace(str(place(name)), "…")
            print(f"{outcome:8} {name}" + (f" [{spent:.0f} s]" if spent > 5 else "") + f": {said[:150]}", flush=True)
    print(f"{len(mutants)} mutants: " + ", ".join(f"{number} {outcome}" for outcome, number in counts.most_common()))
    if args.build and not args.only:
        build_all({name: data for name, (data, _) in mutants.items()}, args.build, chance)


if __name__ == "__main__":
    main()
