"""What a person has to do after an export: title, summary, cover, tags, and what is to be uploaded by hand."""

from __future__ import annotations

from paper_notes.export.model import Article
from paper_notes.export.options import Bundle
from paper_notes.export.wording import WORDING
from paper_notes.language.shorten import shorten

CHECKLIST = "publish.md"

SUMMARY_MOST = {"zhihu": 120, "juejin": 100, "wechat": 120}
"""Characters of a summary."""


def checklist(article: Article, bundle: Bundle, target: str) -> str:
    """The list as Markdown, in the note's language."""
    words = WORDING[article.language]
    colon = "：" if article.language == "zh" else ": "
    lines = [
        f"- {words.title}{colon}{article.title}",
        f"- {words.summary}{colon}{shorten(article.summary, SUMMARY_MOST[target])}",
    ]
    if article.tags:
        lines.append(f"- {words.tags}{colon}{words.between.join(article.tags)}")
    lines += ["", f"## {words.by_hand}", ""]
    for line, what in bundle.by_hand:
        lines.append(f"- [ ] {bundle.main} {words.line.format(line)}{colon}{what}" if line else f"- [ ] {what}")
    if not bundle.by_hand:
        lines.append(words.nothing)
    return f"# {article.title}\n\n" + "\n".join(lines) + "\n"
