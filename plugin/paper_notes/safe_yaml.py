"""The one gate to YAML: front matter, ``paper.yml``, project settings.

YAML of a few hundred bytes can stand for gigabytes (aliases), stop Python (a number of thousands of digits, a depth of
thousands of brackets) or take minutes. What people write in such files has none of that, so it is refused, with its
line.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from paper_notes.errors import UsageError, one_line
from paper_notes.messages import say

MOST_BYTES = 1 << 20
"""A settings file or front matter that is longer is no such thing."""
MOST_DEPTH = 40
MOST_VALUES = 20_000
LONGEST_PLAIN = 400
"""Characters of a value without quotes that may become a number or a date."""
_LONGEST_MESSAGE = 160

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Foreign(_Safe):  # type: ignore[misc]
    """Knows MkDocs' ``!ENV``; every other tag, such as ``!!python/name:``, counts as nothing."""


_Foreign.add_multi_constructor("", lambda *_: None)
_Foreign.add_constructor("!ENV", construct_env_tag)


def load_yaml(text: str, where: str, *, first_line: int = 1, foreign_tags: bool = False) -> Any:
    """The plain values that the text says; ``first_line`` is the line of the file in which it begins.

    Raises :class:`UsageError` that names ``where`` and the line when it isn't YAML or holds what is refused here.
    """
    try:
        if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            raise _Refused(f"longer than {MOST_BYTES // 1024} KB", None)
        _refuse_bombs(text)
        return yaml.load(text, Loader=_Foreign if foreign_tags else _Safe)
    except _Refused as error:
        raise UsageError(
            f"{where}{_line(error.mark, first_line)}: {error}", say("it is refused unread", "没有读取")
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UsageError(
            say(
                f"{where}{_line(mark, first_line)}: not valid YAML ({_said(error)})",
                f"{where}{_line(mark, first_line)}：不是有效的 YAML（{_said(error)}）",
            )
        ) from error
    except (ValueError, OverflowError, RecursionError) as error:  # a date such as 2024-13-45
        mark = _blamed(text)
        raise UsageError(
            say(
                f"{where}{_line(mark, first_line)}: a value can't be read ({_said(error)})",
                f"{where}{_line(mark, first_line)}：有一个值无法读取（{_said(error)}）",
            )
        ) from error


class _Refused(Exception):
    def __init__(self, message: str, mark: Any) -> None:
        super().__init__(message)
        self.mark = mark


def _refuse_bombs(text: str) -> None:
    depth = values = 0
    for event in yaml.parse(text, Loader=_Safe):
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("an alias (*name)", event.start_mark)
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if not isinstance(event, yaml.NodeEvent):
            continue
        depth += isinstance(event, yaml.CollectionStartEvent)
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and _is_long_number(event.value):
            raise _Refused(f"a number of {len(event.value)} characters", event.start_mark)
        values += 1
        if depth > MOST_DEPTH:
            raise _Refused(f"brackets or lists more than {MOST_DEPTH} deep", event.start_mark)
        if values > MOST_VALUES:
            raise _Refused(f"more than {MOST_VALUES:,} values", event.start_mark)


def _is_long_number(text: str) -> bool:
    return len(text) > LONGEST_PLAIN and text[0] in "+-.0123456789" and not any(map(str.isspace, text))


def _blamed(text: str) -> Any:
    """Where the first value stands that can't be made: each is tried by itself."""
    for event in yaml.parse(text, Loader=_Safe):
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            try:
                yaml.load(event.value, Loader=_Safe)
            except yaml.YAMLError:
                continue
            except (ValueError, OverflowError):
                return event.start_mark
    return None


def _line(mark: Any, first_line: int) -> str:
    return "" if mark is None else f", line {mark.line + first_line}"


def _said(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error)
    return one_line(" ".join(str(problem).split())[:_LONGEST_MESSAGE])
