"""Text cut to a length, with an ellipsis where something was cut."""

from __future__ import annotations


def shorten(text: str, length: int) -> str:
    """The text cut at a word to at most ``length`` characters, with an ellipsis when something was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length * 0.7 else cut).rstrip(" ,;:，；：、") + "…"


def excerpt(text: str, most: int) -> str:
    """The text on one line, cut to at most ``most`` characters wherever that falls: a message quotes it."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
