"""The plugin's options. Each one's docstring is its documentation."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class PriceConfig(base.Config):
    """What a model costs, in US dollars a million tokens."""

    input = c.Optional(c.Type((int, float)))
    output = c.Optional(c.Type((int, float)))


class ClaudeConfig(base.Config):
    """Options of the Claude writer, under ``claude:``. Credentials are none of them: the SDK finds those itself."""

    model = c.Optional(c.Type(str))
    """The model's name. Default: the writer's own choice, printed by ``paper-notes write --dry-run``."""

    fallback_model = c.Optional(c.Type(str))
    """A model that is asked when the first one declines to answer."""

    price = c.SubConfig(PriceConfig)
    """What the model costs, in US dollars a million tokens, such as ``{input: 2, output: 10}``. Needed for ``max_cost``
    with a model that the writer's own price list doesn't know; without it tokens are counted and dollars are not."""

    max_tokens = c.Type(int, default=32_000)
    """The longest answer that is taken; thinking counts."""

    effort = c.Optional(c.Choice(("low", "medium", "high", "xhigh", "max")))
    """How hard the model thinks. Default: the model's own."""

    input = c.Choice(("pdf", "text+images", "text"), default="pdf")
    """What the model is shown of a paper. Compatible local servers read no PDF, some without saying so: choose
    ``text`` for them."""

    base_url = c.Optional(c.Type(str))
    """The address of a compatible server on this machine. Another one gets the key only when the environment names it:
    ``ANTHROPIC_BASE_URL``, or ``PAPER_NOTES_ALLOWED_SERVERS`` with the hosts that may be named here. Default: what the
    SDK finds."""

    timeout = c.Type((int, float), default=300)
    """Seconds without a byte from the server after which a request is given up."""

    deadline = c.Type((int, float), default=900)
    """Seconds after which one answer is given up, whatever the server sends, with all attempts and waits for it."""

    concurrency = c.Type(int, default=2)
    """How many notes are written at the same time."""

    max_cost = c.Optional(c.Type((int, float, str)))
    """US dollars that one build may spend; the request that could pass it is not sent. 0 spends nothing, ``none`` takes
    the limit away. Default: 5."""

    max_cost_per_paper = c.Optional(c.Type((int, float, str)))
    """US dollars that one note may cost, 0 and ``none`` likewise. Default: 1."""


class PaperNotesConfig(base.Config):
    """Options of ``plugins: - paper-notes`` in ``mkdocs.yml``."""

    enabled = c.Type(bool, default=True)
    """Turn the plugin off without taking it out, for instance with ``!ENV``."""

    notes_dir = c.Type(str, default="paper-notes")
    """The folder that holds one folder a paper, relative to ``mkdocs.yml``."""

    language = c.Optional(c.Choice(("zh", "en")))
    """The language that notes are written in. Default: the theme's language when it is Chinese, else English."""

    writer = c.Choice(("auto", "extract", "claude", "none"), default="auto")
    """Who writes a missing note: ``extract`` composes it from the paper's own sentences, without a model or a
    network; ``none`` writes nothing; ``claude`` uses the Messages API; ``auto`` is ``claude`` when credentials are
    there and the build is not a CI run, else ``extract``."""

    claude = c.SubConfig(ClaudeConfig)
    """Options of the Claude writer."""

    write = c.Choice(("missing", "never"), default="missing")
    """``missing`` writes the notes that aren't there, ``never`` builds the site from those that are. The environment
    variable ``PAPER_NOTES_WRITE`` wins over this."""

    raw_html = c.Choice(("allow", "forbid"), default="allow")
    """Whether notes by people may hold raw HTML, as MkDocs allows in any page; extracts and generated notes never may.
    With ``forbid`` every note counts as a stranger's, whoever its front matter names, and of each paper's folder only
    Markdown, PDFs and pictures without script are published: for libraries that take pull requests from strangers."""

    dpi = c.Type(int, default=200)
    """Resolution of the figures that are cut out, in dots per inch (72 to 600)."""

    fail_on = c.Choice(("error", "warning", "suggestion", "never"), default="warning")
    """Findings of this severity or a higher one are MkDocs warnings, so that ``mkdocs build --strict`` fails on them;
    the others are only reported."""

    workers = c.Type(int, default=0)
    """How many processes read and cut papers side by side; 0 means one a processor core, four at most."""

    lint = c.Type(dict, default={})
    """Settings of the linter: severities of rules, own phrases and terms. See the rules page."""

    cache_dir = c.Type(str, default=".cache/paper-notes")
    """Where work that is done is kept, relative to ``mkdocs.yml``. Safe to delete."""
