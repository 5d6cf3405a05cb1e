"""Writes the tree as HTML. Each target overrides what its platform wants otherwise; only known tags come out."""

from __future__ import annotations

from markupsafe import escape

from paper_notes.export.model import Citation, Element, Formula, Link, Node, Picture


class HtmlWriter:
    """Plain HTML: no class, no id, no style. Subclasses say what becomes of formulas and pictures."""

    def document(self, blocks: tuple[Node, ...]) -> str:
        """The blocks, one a line."""
        return "\n".join(self.node(block) for block in blocks) + "\n"

    def node(self, node: Node) -> str:
        """One node."""
        if isinstance(node, str):
            return self.text(node)
        if isinstance(node, Formula):
            return self.formula(node)
        if isinstance(node, Picture):
            return self.picture(node)
        if isinstance(node, Link):
            return self.link(node)
        if isinstance(node, Citation):
            raise TypeError("citations are settled before writing")
        return self.table(node) if node.tag == "table" else self.element(node)

    def children(self, node: Element | Link) -> str:
        """What stands in a node."""
        return "".join(self.node(child) for child in node.children)

    def text(self, text: str) -> str:
        """Text: apart from white space, exactly these characters."""
        return str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')

    def element(self, element: Element) -> str:
        """A block or a mark in a line."""
        tag, attributes = element.tag, ""
        if tag in ("br", "hr"):
            return f"<{tag}>"
        if tag == "pre":
            return self.code(element)
        if tag == "ol" and element.attributes.get("start", "1") != "1":
            attributes = f' start="{escape(element.attributes["start"])}"'
        return f"<{tag}{attributes}>{self.children(element)}</{tag}>"

    def code(self, element: Element) -> str:
        """A block of code."""
        language = element.attributes.get("lang", "")
        name = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{name}>{self.children(element)}</code></pre>"

    def table(self, table: Element) -> str:
        """A table: rows of ``th`` at the top are its head."""
        head, body = rows_of(table)
        parts = [
            f"<{part}>{''.join(map(self.row, rows))}</{part}>"
            for part, rows in (("thead", head), ("tbody", body))
            if rows
        ]
        return f"<table>{''.join(parts)}</table>"

    def row(self, row: Element) -> str:
        """A row of a table."""
        return f"<tr>{''.join(self.cell(cell) for cell in row.children if isinstance(cell, Element))}</tr>"

    def cell(self, cell: Element) -> str:
        """A cell of a table."""
        align = cell.attributes.get("align", "")
        style = f' style="text-align:{align}"' if align else ""
        return f"<{cell.tag}{style}>{self.children(cell)}</{cell.tag}>"

    def link(self, link: Link) -> str:
        """A link; without an address, its text."""
        return f'<a href="{escape(link.url)}">{self.children(link)}</a>' if link.url else self.children(link)

    def formula(self, formula: Formula) -> str:
        """A formula."""
        raise NotImplementedError

    def picture(self, picture: Picture) -> str:
        """A picture."""
        raise NotImplementedError


def rows_of(table: Element) -> tuple[list[Element], list[Element]]:
    """The rows of a table's head and of its body."""
    head: list[Element] = []
    body: list[Element] = []
    for row in table.children:
        if isinstance(row, Element):
            cells = [cell for cell in row.children if isinstance(cell, Element)]
            (head if not body and cells and all(cell.tag == "th" for cell in cells) else body).append(row)
    return head, body
