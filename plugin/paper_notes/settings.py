"""What the owner of a library sets: read once, by the plugin or a command, and handed down.

The options stand in ``mkdocs.yml`` under ``plugins: - paper-notes:`` or, for a library without MkDocs, at the top of
``paper-notes.yml``. Each option's docstring is its documentation.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from paper_notes.errors import UsageError
from paper_notes.language.identify import Language
from paper_notes.messages import say

WriterName = Literal["auto", "extract", "claude", "none"]
WriteMode = Literal["missing", "never"]
FailOn = Literal["error", "warning", "suggestion", "never"]
InputMode = Literal["pdf", "text+images", "text"]
Effort = Literal["low", "medium", "high", "xhigh", "max"]
Dpi = Annotated[int, msgspec.Meta(ge=72, le=600)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class PriceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model costs, in US dollars a million tokens."""

    input: float | None = None
    output: float | None = None


class ClaudeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the Claude writer, under ``claude:``. Credentials are none of them: the SDK finds those itself."""

    model: str | None = None
    """The model's name. Default: the writer's own choice, printed by ``paper-notes write --dry-run``."""

    fallback_model: str | None = None
    """A model that is asked when the first one declines to answer."""

    price: PriceSettings | None = None
    """What the model costs, in US dollars a million tokens, such as ``{input: 2, output: 10}``. Needed for ``max_cost``
    with a model that the writer's own price list doesn't know; without it tokens are counted and dollars are not."""

    max_tokens: Count | None = None
    """The longest answer that is taken; thinking counts. Default: 32000."""

    effort: Effort | None = None
    """How hard the model thinks. Default: the model's own."""

    input: InputMode | None = None
    """What the model is shown of a paper. Compatible local servers read no PDF, some without saying so: choose
    ``text`` for them. Default: ``pdf``."""

    base_url: str | None = None
    """The address of a compatible server on this machine. Another one gets the key only when the environment names it:
    ``ANTHROPIC_BASE_URL``, or ``PAPER_NOTES_ALLOWED_SERVERS`` with the hosts that may be named here. Default: what the
    SDK finds."""

    timeout: float | None = None
    """Seconds without a byte from the server after which a request is given up. Default: 300."""

    deadline: float | None = None
    """Seconds after which one answer is given up, whatever the server sends, with all attempts and waits for it.
    Default: 900."""

    concurrency: Count | None = None
    """How many notes are written at the same time. Default: 2."""

    max_cost: float | str | None = None
    """US dollars that one build may spend; the request that could pass it is not sent. 0 spends nothing, ``none`` takes
    the limit away. Default: 5."""

    max_cost_per_paper: float | str | None = None
    """US dollars that one note may cost, 0 and ``none`` likewise. Default: 1."""

    verify: str | bool | None = None
    """The model that reads a note of Claude's again, beside the text and picture of the pages that it cites; ``off``
    for none. ``paper-notes lint --with-claude`` has it read anybody's notes. Default: ``claude-haiku-4-5``
    (``claude-sonnet-5-5`` where that one writes); with a compatible server none, unless it is named."""


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of the plugin ``paper-notes``, and of a ``paper-notes.yml``."""

    enabled: bool = True
    """Turn the plugin off without taking it out, for instance with ``!ENV``."""

    notes_dir: str = "paper-notes"
    """The folder that holds one folder a paper, relative to ``mkdocs.yml``; ``--library`` on the command line."""

    language: Language | None = None
    """The language that notes are written in. Default: the theme's language when it is Chinese, else English."""

    writer: WriterName = "auto"
    """Who writes a missing note: ``extract`` composes it from the paper's own sentences, without a model or a
    network; ``none`` writes nothing; ``claude`` uses the Messages API; ``auto`` is ``claude`` when credentials are
    there and the build is not a CI run, else ``extract``."""

    claude: ClaudeSettings = ClaudeSettings()
    """Options of the Claude writer."""

    write: WriteMode = "missing"
    """``missing`` writes the notes that aren't there, ``never`` builds the site from those that are. The environment
    variable ``PAPER_NOTES_WRITE`` wins over this."""

    raw_html: Literal["allow", "forbid"] = "allow"
    """Whether notes by people may hold raw HTML, as MkDocs allows in any page; extracts and generated notes never may.
    With ``forbid`` every note counts as a stranger's, whoever its front matter names, and of each paper's folder only
    Markdown, PDFs and pictures without script are published: for libraries that take pull requests from strangers."""

    dpi: Dpi = 200
    """Resolution of the figures that are cut out, in dots per inch (72 to 600)."""

    fail_on: FailOn | None = None
    """Findings of this severity or a higher one are MkDocs warnings, so that ``mkdocs build --strict`` fails on them,
    and make the exit status of commands 1; the others are only reported. Default: ``warning``, for ``paper-notes
    build`` ``error``."""

    workers: Count = 0
    """How many processes read and cut papers side by side; 0 means one a processor core, four at most."""

    lint: dict[str, Any] = {}
    """Settings of the linter: severities of rules, own phrases and terms. See the rules page."""

    cache_dir: str = ".cache/paper-notes"
    """Where work that is done is kept, relative to ``mkdocs.yml``. Safe to delete."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A library's options with every path made whole.

    ``project`` is the folder that paths and patterns are relative to, ``source`` the name of the file that the settings
    come from ("" without one), ``mkdocs`` all that stands in it when it is MkDocs'. ``library_given`` and
    ``cache_dir_given`` are what the command line names instead of the file, relative to the current folder.
    """

    options: Options = field(default_factory=Options)
    project: Path = Path()
    source: str = ""
    theme_language: str = ""
    mkdocs: Mapping[str, Any] = field(default_factory=dict)
    library_given: Path | None = None
    cache_dir_given: Path | None = None

    @property
    def library(self) -> Path:
        """The folder that holds one folder a paper."""
        return self.library_given or self.project / self.options.notes_dir

    @property
    def cache_dir(self) -> Path:
        return self.cache_dir_given or self.project / self.options.cache_dir

    @property
    def language(self) -> Language:
        """The language that notes are written in."""
        return self.options.language or ("zh" if self.theme_language.startswith("zh") else "en")

    def with_options(
        self, library_given: Path | None = None, cache_dir_given: Path | None = None, **given: Any
    ) -> Settings:
        """These settings with other values of some options and places; None leaves one as it is."""
        given = {name: value for name, value in given.items() if value is not None}
        claude = {name: given.pop(name) for name in ClaudeSettings.__struct_fields__ if name in given}
        options = msgspec.structs.replace(self.options, **given)
        if claude:
            options = msgspec.structs.replace(options, claude=msgspec.structs.replace(options.claude, **claude))
        return replace(self, options=options, library_given=library_given, cache_dir_given=cache_dir_given)


def make_options(values: Mapping[str, Any], where: str) -> Options:
    """The options that plain values say; what is None counts as not there.

    Raises :class:`UsageError` that names ``where`` and the option at fault.
    """
    known = Options.__struct_fields__
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known options: {', '.join(known)}"
            raise UsageError(
                say(f"{where}: there is no option {str(key)!r}", f"{where}：没有 {str(key)!r} 这个选项"), hint
            )
    return Options(**{key: checked(key, value, f"{where}: ") for key, value in values.items() if value is not None})


def checked(name: str, value: object, where: str = "") -> Any:
    """The value of one option; raises :class:`UsageError` that says what it must be."""
    try:
        return msgspec.convert(value, option_type(name))
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$")
        allowed = choices(name)
        hint = f"One of {', '.join(allowed)}" if allowed else ""
        raise UsageError(f"{where}{name}{place.rstrip('`')}: {said} ({str(value)[:60]!r})", hint) from error


def option_type(name: str) -> Any:
    """The type of an option's value."""
    return get_type_hints(Options, include_extras=True)[name]


def choices(name: str) -> tuple[str, ...]:
    """The words that an option may be; () when it is of another kind."""
    kinds = (option_type(name), *get_args(option_type(name)))
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())
