"""What is done to one folder in a worker process: note, pictures, findings. Arguments and results are picklable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from paper_notes.building.briefs import refuse_part
from paper_notes.building.kept_papers import load_paper
from paper_notes.checking.config import Config
from paper_notes.checking.evidence.second_answers import SecondAnswers
from paper_notes.checking.linter import Answers, lint_file, lint_note, weighed
from paper_notes.checking.model import Finding
from paper_notes.errors import PaperError, PaperNotesError, PartialPaper, UsageError
from paper_notes.files import read_note_text, write_atomically
from paper_notes.language.identify import language_of
from paper_notes.library.folders import PaperFolder
from paper_notes.note.document import Document
from paper_notes.note.evidence import NoteEvidence
from paper_notes.note.images import Mark, mark_png, read_mark
from paper_notes.note.model import Note, Provenance
from paper_notes.note.remarks import with_remarks
from paper_notes.note.store import (
    Held,
    Owner,
    held_note,
    owner_of_text,
    parse_note,
    refuse_overwriting,
    render_note,
    save_text,
)
from paper_notes.paper.figures.crops import render_crop
from paper_notes.paper.model import Box, Paper, Remark
from paper_notes.paper.pdf.opening import open_pdf
from paper_notes.paper.quotations import find_quote
from paper_notes.writing.extract import ExtractWriter
from paper_notes.writing.incomplete import with_missing_pages, without_images
from paper_notes.writing.model import Brief, Draft, Picture, as_told


@dataclass(frozen=True, slots=True)
class FinishTask:
    """What is to be done to a folder once its paper is read.

    ``paper_file`` is the cached paper, None when the folder has none or it can't be read. ``brief`` asks for a
    note, ``draft`` is that note when it was written elsewhere (else an extract is written here), ``force`` replaces
    even a person's note. ``images`` are file names to cut again; ``lint`` asks for findings on the note, whose text is
    ``note_text`` where it is known, with a second reader's ``answers``; ``remarks`` for what a reader marked in the
    PDF.
    """

    folder: PaperFolder
    paper_file: Path | None
    dpi: int
    brief: Brief | None = None
    draft: Draft | None = None
    force: bool = False
    images: tuple[str, ...] = ()
    lint: Config | None = None
    remarks: bool = False
    answers: SecondAnswers | None = None
    note_text: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of it. ``error`` is why the note could not be written; the other work is done all the same.
    ``is_part`` when that is because a part of the paper is lost. ``note_text`` is the note that was written, or in
    which what a reader marked was renewed. ``remarks`` are for the author, nothing being wrong.
    """

    wrote_note: bool = False
    note_text: str | None = None
    wrote_images: int = 0
    messages: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    error: str = ""
    is_part: bool = False
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, NoteEvidence] = field(default_factory=dict)


def finish_folder(task: FinishTask) -> Finished:
    """Write the note, cut the pictures, check the note; runs in a worker process."""
    paper = load_paper(task.paper_file) if task.paper_file else None
    done = Finished()
    if task.brief and paper:
        try:
            done = _write_note(task, paper, task.brief)
        except PaperNotesError as error:
            done = Finished(error=str(error), is_part=isinstance(error, PartialPaper))
    elif task.images and paper:
        done = _restore_pictures(task.folder, paper, task.images, task.dpi)
    if task.remarks and paper and not task.brief:
        done = replace(done, note_text=_renew_remarks(task.folder, paper))
    text = done.note_text if done.note_text is not None else task.note_text
    if task.lint and (text is not None or task.folder.note.exists()):
        answers = task.answers.of(paper.sha256) if task.answers and paper else None
        note, config = task.folder.note, task.lint
        if text is None:
            report = lint_file(note, paper=paper, config=config, answers=answers, weighing=True)
        else:
            report = lint_note(text, str(note), paper=paper, config=config, answers=answers, weighing=True)
        evidence = {note.name: report.evidence} if report.evidence else {}
        if paper:
            evidence |= _of_translations(task.folder, paper, answers)
        done = replace(done, findings=report.findings, evidence=evidence)
    return done


def _of_translations(folder: PaperFolder, paper: Paper, answers: Answers | None) -> dict[str, NoteEvidence]:
    """What was decided of the claims of a note's other languages."""
    found = {}
    for path in folder.translations().values():
        try:
            document = Document(read_note_text(path), str(path))
        except (UsageError, OSError):
            continue  # told where the page is made
        found[path.name] = weighed(document, paper, answers)
    return found


def _write_note(task: FinishTask, paper: Paper, brief: Brief) -> Finished:
    """Images first and the note last, so that a note on disk always has its images."""
    held = held_note(task.folder.note)
    refuse_overwriting(held, force=task.force)
    refuse_part(paper, task.folder.pdf)
    paper = as_told(paper, brief)
    draft = task.draft or ExtractWriter().write(paper, brief)
    images, failed = _write_pictures(task.folder, draft.pictures, task.dpi, paper)
    body = with_missing_pages(without_images(draft.body, failed), paper, brief.language)
    body = with_remarks(body, _quotable(paper), brief.language) if task.remarks else body
    text = render_note(_dated(held, Note(draft.front, body)))
    changed = save_text(task.folder.note, text, force=task.force)
    _drop_stale(task.folder, {f"{picture.name}.png" for picture in draft.pictures})
    return Finished(
        wrote_note=changed,
        note_text=text,
        wrote_images=images,
        messages=(*draft.messages, *_undrawn(failed)),
        remarks=draft.remarks,
    )


def _quotable(paper: Paper) -> list[Remark]:
    """The remarks, without marked words that can't be quoted as they are printed: formulas come out of a PDF in
    pieces."""
    return [
        replace(remark, quote="") if remark.quote and not find_quote(remark.quote, paper, remark.page) else remark
        for remark in paper.remarks
    ]


def _renew_remarks(folder: PaperFolder, paper: Paper) -> str | None:
    """Write the section of a note that holds what a reader marked, and nothing else of it; its text when it changed."""
    try:
        text = read_note_text(folder.note)
    except (FileNotFoundError, UsageError):
        return None
    note = parse_note(text, str(folder.note))
    spoken = note.front.language if note.front.language in ("zh", "en") else language_of(note.body)
    remarks = _quotable(paper)
    renewed = with_remarks(text, remarks, spoken)
    if renewed == text:
        return None
    if owner_of_text(text) is Owner.MACHINE:
        renewed = render_note(replace(note, body=with_remarks(note.body, remarks, spoken)))
        return renewed if save_text(folder.note, renewed) else None
    write_atomically(folder.note, renewed.encode())
    return renewed


def _undrawn(failed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"the picture {name}.png could not be cut out: {why}" for name, why in failed.items())


def _restore_pictures(folder: PaperFolder, paper: Paper, names: Iterable[str], dpi: int) -> Finished:
    """Cut again the images that a note shows and that are missing or were cut otherwise.

    A picture is known by its name: a figure of the paper, or one that the extract of this paper shows.
    """
    extract = ExtractWriter().write(paper, Brief(slug=folder.slug, language=paper.metadata.language))
    known = {picture.name: picture for picture in extract.pictures}
    known |= {figure.name: Picture(figure.name, figure.page, figure.box) for figure in paper.figures}
    wanted = [known[stem] for name in names if (stem := name.removesuffix(".png")) in known]
    written, failed = _write_pictures(folder, wanted, dpi, paper)
    return Finished(wrote_images=written, messages=_undrawn(failed))


def _write_pictures(
    folder: PaperFolder, pictures: Iterable[Picture], dpi: int, paper: Paper
) -> tuple[int, dict[str, str]]:
    """Render what is missing or was cut otherwise; a file without our mark is a person's and stays.

    Returns how many were written, and by name why others could not be drawn.
    """
    wanted: list[tuple[Path, Mark]] = []
    for picture in pictures:
        path = folder.images / f"{picture.name}.png"
        box = tuple(round(value, 2) for value in picture.box)
        mark = Mark(page=picture.page, box=box, dpi=dpi, paper=paper.sha256)  # type: ignore[arg-type]
        try:
            there = read_mark(path)
        except FileNotFoundError:
            wanted.append((path, mark))
        else:
            if there is not None and _undigested(there) != mark:
                wanted.append((path, mark))
    if not wanted:
        return 0, {}
    failed: dict[str, str] = {}
    with open_pdf(folder.pdf) as document:
        for path, mark in wanted:
            try:
                drawn = render_crop(document, mark.page, Box(*mark.box), dpi)
            except (PaperError, ValueError) as error:
                failed[path.stem] = str(error)
            else:
                write_atomically(path, mark_png(drawn, mark))
    return len(wanted) - len(failed), failed


def _undigested(mark: Mark) -> Mark:
    """The mark as it is before the image is known."""
    return Mark(page=mark.page, box=mark.box, dpi=mark.dpi, paper=mark.paper)


def _drop_stale(folder: PaperFolder, current: set[str]) -> None:
    """Remove crops of ours that the note no longer shows."""
    for path in folder.images.glob("*.png") if folder.images.is_dir() else ():
        if path.name not in current and read_mark(path) is not None:
            path.unlink()


def _dated(held: Held, note: Note) -> Note:
    """Today's date, or the old note's when nothing else would change: a rebuild then writes nothing."""
    provenance = note.front.provenance
    if provenance is None:
        return note
    today = provenance.date or datetime.now(UTC).date().isoformat()
    if held.owner is Owner.MACHINE:
        old = parse_note(held.text, str(held.path))
        if old.front.provenance is not None and _bare(old) == _bare(note):
            today = old.front.provenance.date
    return _with_provenance(note, replace(provenance, date=today))


def _bare(note: Note) -> Note:
    assert note.front.provenance is not None
    bare = _with_provenance(note, replace(note.front.provenance, date="", digest=""))
    return Note(bare.front, bare.body.strip())


def _with_provenance(note: Note, provenance: Provenance) -> Note:
    return replace(note, front=replace(note.front, provenance=provenance))
