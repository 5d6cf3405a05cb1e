"""CommonMark with tables and formulas, parsed by markdown-it-py, every inline token with its place in the source.

markdown-it gives blocks their lines but inline tokens no place. :class:`PlacedInline` repeats the driver loop of
its inline parser and writes the place of each token, as offsets into the block's content, into ``token.map``.
Formulas follow Pandoc: ``$`` opens before a character that is no space and closes after one, not before a digit.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_INLINE_FORMULA = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)+)\$\$"
    r"|\$`(?P<github>[^`$]+)`\$"
    r"|\$(?![\s$])(?P<dollar>(?:[^$\\]|\\.)+)(?<!\s)\$(?![\d$])",
    re.S,
)
_BRACKETED = re.compile(r"\\\((?P<round>[^$`]{1,2000}?)\\\)|\\\[(?P<square>[^$`]{1,5000}?)\\\]", re.S)

_LATEX = re.compile(r"[\\^_={}]")

MARK = re.compile(r"[\n\\`~*_\[\]!<&$]")
"""What can end a run of text: the marks that a rule begins with, and "]", which ends a link's text."""

_RULES_BY_MARK = {
    "\n": ["newline"],
    "\\": ["formula", "escape"],
    "`": ["backticks"],
    "~": ["strikethrough"],
    "*": ["emphasis"],
    "_": ["emphasis"],
    "[": ["link"],
    "!": ["image"],
    "<": ["autolink", "html_inline"],
    "&": ["entity"],
    "$": ["formula"],
}


def _formula(state: StateInline, silent: bool) -> bool:
    char = state.src[state.pos]
    if char == "$":
        match = _INLINE_FORMULA.match(state.src, state.pos, state.posMax)
    elif char == "\\" and state.src[state.pos + 1 : state.pos + 2] in ("(", "["):
        closer = "\\)" if state.src[state.pos + 1] == "(" else "\\]"
        match = _BRACKETED.match(state.src, state.pos, state.posMax) if closer in state.src else None
    else:
        return False
    if match is None:
        return False
    content = next(group for group in match.groups() if group is not None)
    if match.lastgroup == "dollar" and content.count("`") % 2:
        return False
    if match.lastgroup == "square" and not _LATEX.search(content):  # an escaped "[4]" is a reference, no formula
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = content
        token.markup = match.group()[: match.group().index(content)]
    state.pos = match.end()
    return True


def _formula_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    opener = state.src[start : start + 2]
    if opener not in ("$$", "\\["):
        return False
    closer = "$$" if opener == "$$" else "\\]"
    first = state.src[start + 2 : state.eMarks[start_line]]
    line = start_line
    if closer in first:
        if not first.rstrip().endswith(closer) or first.count(closer) > 1:
            return False
    else:
        while True:
            line += 1
            if line >= end_line or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
                return False
            text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
            if closer in text:
                if not text.endswith(closer):
                    return False
                break
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.map = [start_line, line + 1]
    token.markup = opener
    end = state.bMarks[line] + len(state.src[state.bMarks[line] : state.eMarks[line]].rstrip()) - 2
    token.content = state.src[start + 2 : max(end, start + 2)]
    token.meta = {"at": (start + 2, max(end, start + 2))}
    state.line = line + 1
    return True


class PlacedInline(ParserInline):
    """markdown-it's inline parser, its tokens placed: ``token.map`` is [start, end) in the content."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.before("escape", "formula", _formula)
        self.ruler2.disable("fragments_join")
        self.terminator_re = MARK
        self._rules: dict[str, list[RuleFuncInlineType]] = {}

    def _rules_at(self, char: str) -> list[RuleFuncInlineType]:
        """The rules that can match where this character stands; the others would look at it and decline."""
        if not self._rules:
            by_name = dict(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
            for mark, names in _RULES_BY_MARK.items():
                self._rules[mark] = [by_name[name] for name in names]
            self._rules[""] = [by_name["text"]]
        return self._rules.get(char) or self._rules[""]

    def tokenize(self, state: StateInline) -> None:
        tokens, src, end = state.tokens, state.src, state.posMax
        depth = state.md.options["maxNesting"]
        run = -1  # where the text that is pending began
        while state.pos < end:
            pos, count = state.pos, len(tokens)
            if src[pos] == "&" and state.pending:
                _place(tokens, count, run, pos, state)
                run, count = -1, len(tokens)
            done = state.level < depth and any(rule(state, False) for rule in self._rules_at(src[pos]))
            if not done:
                state.append_pending(src[pos])
                state.pos += 1
            if len(tokens) == count:
                if run < 0:
                    run = pos
                if src[pos] == "&" and done:  # an entity: its text is not as long as its source
                    _place(tokens, count, run, state.pos, state)
                    run = -1
                continue
            if run >= 0 and tokens[count].type == "text" and tokens[count].map is None:
                tokens[count].map = [run, run + len(tokens[count].content)]
                count += 1
            run = -1
            at = pos
            for token in tokens[count:]:
                if token.map is not None:
                    continue
                if token.type == "text":  # runs of * and _ come as one token a character
                    token.map = [at, at + len(token.content)]
                    at += len(token.content)
                else:
                    token.map = [pos, state.pos]
        if state.pending:
            _place(tokens, len(tokens), run, end, state)


def _place(tokens: list[Token], count: int, start: int, end: int, state: StateInline) -> None:
    state.pushPending()
    tokens[count].map = [start, end]


@cache
def parser() -> MarkdownIt:
    """The parser; blocks only, inline content is parsed by ``parser().inline`` where it is wanted."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.inline = PlacedInline()
    markdown.inline.ruler.enable(["strikethrough"])
    markdown.inline.ruler2.enable(["strikethrough"])
    markdown.inline.ruler.disable(["linkify"])
    markdown.block.ruler.before("fence", "formula", _formula_block, {"alt": ["paragraph", "blockquote", "list"]})
    return markdown


def parse_blocks(source: str) -> tuple[list[Token], dict[str, object]]:
    """Block tokens of a text whose line ends are all ``\\n``; the mapping holds the link references found."""
    markdown, env, tokens = parser(), dict[str, object](), list[Token]()
    markdown.block.parse(source, markdown, env, tokens)
    return tokens, env


def parse_inline(content: str, env: dict[str, object]) -> list[Token]:
    """Inline tokens of one block's content, each with its place."""
    markdown = parser()
    return markdown.inline.parse(content, markdown, env, [])
