from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document


class FrontMatterError(Rule):
    name = "front-matter-error"
    severity = "error"
    group = "structure"
    what = "Front matter that isn't valid YAML, or in which a value has the wrong type."
    why = "The page gets no title, tags or difficulty, or isn't built at all."
    example = "---\ntitle: Attention: all you need\n---"
    instead = '---\ntitle: "Attention: all you need"\n---'
    bad = ("---\ntitle: a: b\n---\n# T\n", "---\ntitle: T\ndifficulty: hard\n---\n# T\n", "---\n- a\n---\n# T\n")
    good = ('---\ntitle: "a: b"\ndifficulty: 3\n---\n# T\n', "# No front matter\n", "---\n---\n# T\n")

    def check(self, document: Document) -> Iterator[Fault]:
        if document.front_span is None:
            return
        start = document.front_span[0]
        first = document.lines.span(1)[1]
        if document.front_error:
            yield Fault(
                start,
                first,
                Message(
                    f"the front matter can't be read: {document.front_error}",
                    f"读不出 front matter：{document.front_error}",
                ),
            )
        elif document.front:
            from paper_notes.errors import UsageError
            from paper_notes.note.store import front_matter

            try:
                front_matter(document.front, "the front matter")
            except UsageError as error:
                yield Fault(start, first, Message(str(error), f"front matter 有误：{error}"))
