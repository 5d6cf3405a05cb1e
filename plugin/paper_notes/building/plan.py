"""What a folder needs: found out from file names, sizes, times and the note's text, without opening the PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paper_notes.building.folder_state import FolderState, load_state
from paper_notes.building.options import BuildOptions
from paper_notes.building.writers import Choice, choose_writer, writer_key
from paper_notes.cache.directory import Cache
from paper_notes.cache.keys import code_version, key_of
from paper_notes.checking.evidence.second_answers import SecondAnswers
from paper_notes.errors import PaperNotesError, UsageError, fault, one_line
from paper_notes.files import OutsideLibrary, file_sha256, refuse_what_is_no_file
from paper_notes.library.folders import PaperFolder
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.messages import say
from paper_notes.note.model import Note
from paper_notes.note.opened import OpenedNotes
from paper_notes.note.store import Owner, owner_of_text

# With what each of them imports: see code_version.
READING_ROOMS = ("paper",)
WRITING_ROOMS = {
    "extract": ("writing/extract", "writing/incomplete", "note"),
    "claude": ("writing", "note", "gate"),
    "none": (),
}
CHECKING_ROOMS = ("checking", "note")

IMAGE = re.compile(r"\]\(images/([^)\s/\\]+\.png)\)")


@dataclass(slots=True)
class Plan:
    """What is to be done to one folder.

    ``problems`` are set when something stands in the way; ``settled`` is False while another writer than the one
    wished for wrote the note.
    """

    folder: PaperFolder
    state: FolderState
    settings: PaperSettings = field(default_factory=PaperSettings)
    sha256: str = ""
    read_key: str = ""
    write_key: str = ""
    writer: Choice = "none"
    owner: Owner = Owner.NOBODY
    note: Note | None = None
    note_text: str = ""
    write: bool = False
    pictures: bool = False
    check: bool = False
    settled: bool = True
    answers: SecondAnswers | None = None
    problems: tuple[str, ...] = ()

    @property
    def images(self) -> list[str]:
        """File names of the images that the note shows."""
        return sorted(set(IMAGE.findall(self.note_text)))

    def current_picture_key(self, dpi: int) -> str:
        """What the pictures that the note shows depend on."""
        return key_of(self.read_key, dpi, self.images)

    @property
    def needs_paper(self) -> bool:
        return bool(self.sha256) and (self.write or self.pictures or self.check)


def plan_folder(folder: PaperFolder, cache: Cache, options: BuildOptions, lint_key: str, notes: OpenedNotes) -> Plan:
    """Look at a folder and decide. Never raises: what is wrong goes into ``problems``."""
    plan = Plan(folder, load_state(cache, folder.path), answers=SecondAnswers(cache.root))
    try:
        _look(plan, options, lint_key, notes)
    except PaperNotesError as error:
        named = one_line(str(folder.path))
        plan.problems = (f"{named}: {error}",) if named not in str(error) else (str(error),)
        if isinstance(error, OutsideLibrary):
            plan.check = False
        plan.write = plan.pictures = False
    except OSError as error:
        what = error.strerror or type(error).__name__
        where = error.filename or folder.path
        hint = "Give the user who builds permission to read it" if isinstance(error, PermissionError) else ""
        plan.problems = (one_line(f"{where} can't be read ({what}). {hint}".strip()),)
        plan.write = plan.pictures = plan.check = False
    except Exception as error:  # noqa: BLE001 - a fault of ours in one folder must not cost the others
        plan.problems = (one_line(f"{folder.path}: {fault(error)}"),)
        plan.write = plan.pictures = plan.check = False
    return plan


def _look(plan: Plan, options: BuildOptions, lint_key: str, notes: OpenedNotes) -> None:
    folder, state = plan.folder, plan.state
    folder.refuse_links_out()  # a folder that can't be listed is told here, once
    _read_note(plan, notes)
    _identify_pdf(plan)
    plan.settings = folder.settings()
    plan.read_key = key_of(plan.sha256, plan.settings.figures, code_version(*READING_ROOMS))
    plan.writer = choose_writer(options, plan.settings)
    brief = (options.language, options.focus, plan.settings.of_note, options.dpi, folder.slug)
    plan.write_key = key_of(
        plan.read_key, code_version(*WRITING_ROOMS[plan.writer]), writer_key(plan.writer, options), *brief
    )
    images = plan.images
    if plan.sha256 and options.write == "missing" and plan.writer != "none":
        plan.write = options.force or _wants_note(plan)
    if plan.sha256 and not plan.write and images:
        missing = any(not (folder.images / name).exists() for name in images)
        plan.pictures = missing or (
            options.write != "never" and state.picture_key != plan.current_picture_key(options.dpi)
        )
    plan.check = wants_check(plan, lint_key)


def defer(plan: Plan, lint_key: str) -> None:
    """Leave Claude's note for later: an extract stands in where there is no note yet."""
    plan.writer, plan.settled = "extract", False
    plan.write = plan.owner is Owner.NOBODY
    plan.check = wants_check(plan, lint_key)


def wants_check(plan: Plan, lint_key: str) -> bool:
    """Whether the note is new or something that its findings depend on has changed."""
    return plan.write or (plan.note is not None and plan.state.check_key != check_key(plan, lint_key))


def check_key(plan: Plan, lint_key: str) -> str:
    """What the findings of a folder depend on."""
    images = sorted(path.name for path in plan.folder.images.glob("*")) if plan.folder.images.is_dir() else []
    rooms = code_version(*CHECKING_ROOMS)
    answers = plan.answers.state(plan.sha256) if plan.answers and plan.sha256 else ""
    others = {name: (path.stat().st_size, path.stat().st_mtime_ns) for name, path in plan.folder.translations().items()}
    return key_of(plan.note_text, plan.read_key, lint_key, rooms, images, others, answers)


def _read_note(plan: Plan, notes: OpenedNotes) -> None:
    try:
        plan.note_text = notes.text(plan.folder.note)
    except FileNotFoundError:
        return
    except (UsageError, OSError):
        plan.owner = Owner.USER
        raise
    plan.owner = owner_of_text(plan.note_text)
    plan.note = notes.note(plan.folder.note)


def _identify_pdf(plan: Plan) -> None:
    pdf = plan.folder.pdf
    try:
        status = pdf.stat()
    except FileNotFoundError:
        if plan.note is None:
            raise UsageError(
                say(
                    f"{plan.folder.path} has no paper.pdf and no README.md",
                    f"{plan.folder.path} 既没有 paper.pdf，也没有 README.md",
                ),
                say("put the paper there", "请把论文放进去"),
            ) from None
        return
    refuse_what_is_no_file(pdf)
    seen = (status.st_size, status.st_mtime_ns)
    plan.sha256 = plan.state.sha256 if plan.state.pdf == seen and plan.state.sha256 else file_sha256(pdf)
    plan.state.pdf, plan.state.sha256 = seen, plan.sha256


def _wants_note(plan: Plan) -> bool:
    if plan.owner is Owner.NOBODY:
        return True
    provenance = plan.note.front.provenance if plan.note else None
    untouched_extract = plan.owner is Owner.MACHINE and provenance is not None and provenance.status == "extract"
    return untouched_extract and plan.state.write_key != plan.write_key
