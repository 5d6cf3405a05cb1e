"""Two looks for WeChat, as inline styles. Text takes the reader's own colour, so that dark mode needs no conversion;
tints are translucent, and accents have 3:1 on white and on WeChat's #191919."""

from __future__ import annotations

WIDEST_INLINE = 18.0
"""Ems from which a formula in a line scrolls by itself: a telephone of 375 px has about 21."""

_COMMON = {
    "whole": "font-size:16px;line-height:1.75;text-align:left;word-break:break-word;overflow-wrap:break-word;",
    "p": "margin:0 0 1em;",
    "ul": "margin:0 0 1em;padding-left:1.4em;list-style-type:disc;",
    "ol": "margin:0 0 1em;padding-left:1.6em;list-style-type:decimal;",
    "li": "margin:0.25em 0;",
    "strong": "font-weight:bold;",
    "hr": "border:none;border-top:1px solid rgba(128,128,128,0.4);margin:1.5em 0;",
    "img": "max-width:100%;height:auto;vertical-align:middle;",
    "figure": "margin:1.2em 0;text-align:center;",
    "caption": "margin:0.4em 0 0;font-size:13px;line-height:1.5;text-align:center;opacity:0.75;",
    "scroll": "overflow-x:auto;max-width:100%;margin:0 0 1em;",
    "display": "overflow-x:auto;overflow-y:hidden;max-width:100%;margin:0 0 1em;padding:0.3em 0;"
    "text-align:center;white-space:nowrap;",
    "wide": "display:inline-block;max-width:100%;overflow-x:auto;overflow-y:hidden;"
    "vertical-align:middle;white-space:nowrap;",
    "pre": "margin:0;padding:0.8em 1em;white-space:nowrap;background-color:rgba(128,128,128,0.12);border-radius:4px;"
    "display:inline-block;min-width:100%;box-sizing:border-box;",
    "block-code": "font-family:Menlo,Consolas,monospace;font-size:13px;line-height:1.6;white-space:nowrap;",
    "code": "font-family:Menlo,Consolas,monospace;font-size:0.88em;background-color:rgba(128,128,128,0.15);"
    "padding:0.1em 0.3em;border-radius:3px;",
    "table": "border-collapse:collapse;font-size:14px;line-height:1.5;min-width:100%;",
    "td": "border:1px solid rgba(128,128,128,0.4);padding:0.35em 0.6em;",
    "th": "border:1px solid rgba(128,128,128,0.4);padding:0.35em 0.6em;font-weight:bold;"
    "background-color:rgba(128,128,128,0.12);",
    "sup": "font-size:0.75em;line-height:0;",
    "sub": "font-size:0.75em;line-height:0;",
}

STYLES: dict[str, dict[str, str]] = {
    "plain": {
        **_COMMON,
        "h2": "margin:1.8em 0 0.8em;font-size:20px;line-height:1.4;font-weight:bold;",
        "h3": "margin:1.5em 0 0.7em;font-size:17px;line-height:1.4;font-weight:bold;",
        "h4": "margin:1.2em 0 0.6em;font-size:16px;line-height:1.4;font-weight:bold;",
        "blockquote": "margin:0 0 1em;padding:0.6em 1em 0.1em;border-left:3px solid rgba(128,128,128,0.5);"
        "background-color:rgba(128,128,128,0.08);",
    },
    "accent": {
        **_COMMON,
        "h2": "margin:1.8em 0 0.8em;padding:0 0 0.3em 0.6em;font-size:20px;line-height:1.4;font-weight:bold;"
        "color:#2f86c5;border-left:4px solid #2f86c5;border-bottom:1px solid rgba(47,134,197,0.35);",
        "h3": "margin:1.5em 0 0.7em;font-size:17px;line-height:1.4;font-weight:bold;color:#2f86c5;",
        "h4": "margin:1.2em 0 0.6em;font-size:16px;line-height:1.4;font-weight:bold;color:#2f86c5;",
        "strong": "font-weight:bold;color:#2f86c5;",
        "blockquote": "margin:0 0 1em;padding:0.6em 1em 0.1em;border-left:4px solid #2f86c5;"
        "background-color:rgba(47,134,197,0.1);",
        "th": "border:1px solid rgba(128,128,128,0.4);padding:0.35em 0.6em;font-weight:bold;"
        "background-color:rgba(47,134,197,0.15);",
    },
}

DRAFT_STYLES: dict[str, dict[str, str]] = {
    "plain": {
        "whole": "font-size:16px;line-height:1.75;word-break:break-word",
        "p": "margin:0 0 1em",
        "h2": "margin:1.8em 0 .8em;font-size:20px;font-weight:bold",
        "h3": "margin:1.5em 0 .7em;font-size:17px;font-weight:bold",
        "h4": "margin:1.2em 0 .6em;font-weight:bold",
        "blockquote": "margin:0 0 1em;padding:0 1em;border-left:3px solid #999",
        "img": "max-width:100%",
        "figure": "text-align:center",
        "caption": "font-size:13px",
        "scroll": "overflow-x:auto",
        "display": "overflow-x:auto;text-align:center;margin:0 0 1em",
        "block-code": "font-size:13px;white-space:nowrap",
        "table": "border-collapse:collapse;font-size:14px",
        "td": "border:1px solid #999",
        "th": "border:1px solid #999",
    }
}
"""Looks for the draft API, which counts every character of a style."""
DRAFT_STYLES["accent"] = {
    **DRAFT_STYLES["plain"],
    "h2": f"{DRAFT_STYLES['plain']['h2']};color:#2f86c5",
    "h3": f"{DRAFT_STYLES['plain']['h3']};color:#2f86c5",
}
