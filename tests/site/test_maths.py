from __future__ import annotations

from io import BytesIO

import markdown
from fontTools.ttLib import TTFont

from paper_notes.site.maths import characters_in_formulas, render_formulas
from paper_notes.site.maths_font import make_maths_font
from paper_notes.site.settings import add_markdown_extensions


def to_html(text: str) -> str:
    return markdown.markdown(
        text, extensions=["pymdownx.arithmatex"], extension_configs={"pymdownx.arithmatex": {"generic": True}}
    )


def test_formulas_become_mathml_that_carries_its_latex():
    page, refused = render_formulas(to_html("If $a<b$ then\n\n$$\n\\frac{a}{b} < 1\n$$\n"))
    assert refused == []
    assert "arithmatex" not in page
    assert page.count("<math") == 2
    assert 'display="block"' in page
    assert '<annotation encoding="application/x-tex">a&lt;b</annotation>' in page


def test_a_formula_keeps_the_punctuation_around_it_on_its_line():
    page, _ = render_formulas(to_html("取整数 $R$，再看（$d$）与 $k$ 个"))
    assert page.count('<span class="pn-joined">') == 2
    assert "</math>，</span>再看" in page
    assert '<span class="pn-joined">（<math' in page


def test_formulas_are_numbered_in_order_unless_the_note_has_the_papers_numbers():
    page, _ = render_formulas(to_html("$$\na\n$$\n\ntext\n\n$$\nb\n$$\n"))
    assert 'id="formula-1"' in page
    assert 'id="formula-2"' in page
    page, _ = render_formulas(to_html("$$\na\n$$\n\ntext\n\n$$\nb \\tag{7}\n$$\n"))
    assert 'id="formula-7"' in page
    assert page.count('class="pn-formula__number"') == 1


def test_a_refused_formula_stays_readable_and_is_told():
    page, refused = render_formulas(to_html(r"$\nonsense{<script>}$"))
    assert [formula.latex for formula in refused] == [r"\nonsense{<script>}"]
    assert "<script>" not in page
    assert r"\nonsense{&lt;script&gt;}" in page


def test_a_headings_formula_is_shown_in_the_table_of_contents():
    page, _ = render_formulas('<i class="arithmatex"></i><span class="md-ellipsis">\n Why \\(\\sqrt{d}\\)?\n</span>')
    assert "<msqrt>" in page
    assert "\\(" not in page


def test_code_that_looks_like_a_formula_is_left_alone():
    page = "<pre><code>\\(a\\) $x$</code></pre>"
    assert render_formulas(page) == (page, [])


def test_the_font_holds_what_the_formulas_show_and_stays_small(tmp_path):
    page, _ = render_formulas(to_html(r"$\mathfrak{g} \rightsquigarrow \left(\frac{1}{2}\right)$"))
    shown = characters_in_formulas(page)
    assert {"𝔤", "⇝"} <= shown
    data, licence = make_maths_font(shown, tmp_path)
    font = TTFont(BytesIO(data))
    assert {ord(c) for c in shown if c.isprintable()} <= set(font.getBestCmap())
    assert "MATH" in font
    assert len(data) < 110_000
    assert "SIL Open Font License" in licence
    assert make_maths_font(shown, tmp_path)[0] == data


def test_githubs_ways_to_write_a_formula_are_formulas_too():
    names, options = ["tables"], {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}}
    add_markdown_extensions(names, options)
    text = "参数 $W$、 $V$ 与 $`10\\%`$。\n\n```math\ny_i\\,\\&\\,z_i\n```\n\n```python\n$x$\n```\n"
    page, refused = render_formulas(markdown.markdown(text, extensions=names, extension_configs=options), "zh")
    assert not refused
    assert page.count("<math") == 4
    assert 'class="pn-formula"' in page
    assert "</math>、</span><math" in page  # the space is for GitHub
    assert "</math> 与 " in page
    assert [fence["name"] for fence in options["pymdownx.superfences"]["custom_fences"]] == ["mermaid", "math"]
