"""Writing a crop into ``paper.yml`` without touching anything else that the user wrote there."""

from __future__ import annotations

from typing import Any

import yaml

from paper_notes.errors import UsageError
from paper_notes.messages import say
from paper_notes.safe_yaml import load_yaml

_NULL = "tag:yaml.org,2002:null"


def with_crop(text: str, crop: dict[str, Any], where: str = "paper.yml") -> str:
    """The settings' text with this crop under ``figures:``; one of the same name (or label) is replaced.

    Comments, order and layout of the rest stay. Raises :class:`UsageError` when the text is not a YAML mapping, or
    its ``figures`` are written in a way that can't be extended in place.
    """
    before = _parsed(text, where)
    figures = _node(text, "figures")
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n"
    if figures is None or (isinstance(figures, yaml.ScalarNode) and figures.tag == _NULL):
        lines = [line for line in lines if not line.startswith("figures:")]
        edited = "".join(lines) + "figures:\n" + _item(crop, 2)
    elif not isinstance(figures, yaml.SequenceNode) or (figures.flow_style and figures.value):
        raise UsageError(
            say(
                f"{where}: 'figures' is written in one line and can't be extended in place",
                f"{where}：figures 写在一行里，无法就地添加",
            ),
            say(
                f"write it as a list with a dash a line, or add there: {{{_flow(crop)}}}",
                f"请改成每行一个短横线的列表，或自行加上：{{{_flow(crop)}}}",
            ),
        )
    elif figures.flow_style:
        row = figures.start_mark.line
        lines[row : figures.end_mark.line + 1] = ["figures:\n", _item(crop, 2)]
        edited = "".join(lines)
    else:
        edited = _in_list(lines, figures, crop)
    _check(before, _parsed(edited, where), crop, where)
    return edited


def _in_list(lines: list[str], figures: yaml.SequenceNode, crop: dict[str, Any]) -> str:
    """Replace the item of the same name or add one behind the last."""
    indent = figures.value[0].start_mark.column - 2
    for node in figures.value:
        if _same(_values(node), crop):
            first, last = node.start_mark.line, _last_line(node)
            lines[first : last + 1] = [_item(crop, indent)]
            return "".join(lines)
    lines.insert(_last_line(figures.value[-1]) + 1, _item(crop, indent))
    return "".join(lines)


def _last_line(node: yaml.Node) -> int:
    """The last line that holds something of the node: comments and blank lines behind it are not its own."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return max(_last_line(value) for _, value in node.value)
    end = node.end_mark
    return int(end.line if end.column > 0 else end.line - 1)


def _same(old: Any, crop: dict[str, Any]) -> bool:
    if not isinstance(old, dict):
        return False
    return any(crop.get(key) is not None and old.get(key) == crop[key] for key in ("name", "label"))


def _item(crop: dict[str, Any], indent: int) -> str:
    pad = " " * max(indent, 0)
    rows = [f"{key}: {_scalar(value)}" for key, value in crop.items() if value is not None]
    return f"{pad}- " + f"\n{pad}  ".join(rows) + "\n"


def _flow(crop: dict[str, Any]) -> str:
    return ", ".join(f"{key}: {_scalar(value)}" for key, value in crop.items() if value is not None)


def _scalar(value: Any) -> str:
    dumped = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return dumped.removesuffix("...\n").strip()


def _node(text: str, key: str) -> yaml.Node | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for name, value in root.value if name.value == key), None)


def _values(node: yaml.Node) -> Any:
    return yaml.safe_load(yaml.serialize(node))


def _parsed(text: str, where: str) -> dict[str, Any]:
    values = load_yaml(text, where)
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise UsageError(say(f"{where}: must be a mapping of keys to values", f"{where}：应当由“键: 值”组成"))
    return values


def _check(before: dict[str, Any], after: dict[str, Any], crop: dict[str, Any], where: str) -> None:
    """Refuse an edit that would change anything but the crop."""
    rest = {key: value for key, value in before.items() if key != "figures"}
    kept = [old for old in before.get("figures") or [] if not _same(old, crop)]
    wanted = {key: value for key, value in crop.items() if value is not None}
    now = after.get("figures") or []
    same = {key: value for key, value in after.items() if key != "figures"} == rest
    if not same or wanted not in now or any(old not in now for old in kept):
        raise UsageError(
            say(f"{where} is laid out in a way that can't be extended in place", f"{where} 的写法无法就地添加"),
            say(f"add there: {{{_flow(crop)}}}", f"请自行加上：{{{_flow(crop)}}}"),
        )
