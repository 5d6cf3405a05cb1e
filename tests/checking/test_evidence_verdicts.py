"""Claims are held against their pages by what they say: units, powers, who, tables, formulas; and truths pass."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from paper_notes.checking.evidence.formulas import compare
from paper_notes.checking.evidence.opposites import words_of
from paper_notes.checking.evidence.quantities import read_quantities
from paper_notes.checking.evidence.units import read_unit
from paper_notes.checking.evidence.verdicts import verdicts
from paper_notes.cli import cli
from paper_notes.note.document import Document
from paper_notes.paper.model import Box, Figure, Formula, Metadata, Paper
from papers import write_paper

BOX = Box(0, 0, 1, 1)
ROWS = (
    ("Model", "Error [%]", "Steps"),
    ("Kestrel small", "12.4", "300"),
    ("Kestrel large", "9.7", "900"),
    ("Osprey", "14.1", "250"),
    ("Merlin", "11.0", "500"),
    ("Hobby", "13.3", "420"),
)
PAPER = Paper(
    sha256="1" * 64,
    pages=3,
    metadata=Metadata("Kestrels", (), "", "en"),
    figures=(Figure(2, "table", "1", "Table 1", "Errors of all models", BOX, BOX, 2, "result", "table1", rows=ROWS),),
    formulas=(Formula(3, "1", BOX, "y = w² x + λ(b − c)"),),
    page_texts=(
        "Section 3.5 tells how the nest is built. The controller answers within 50 ms on average and uses 2¹⁴ entries. "
        "Memory use grows linearly with the length of the flight, and every bird in the colony returns before sunset.",
        "The large Kestrel model reaches an error of 9.7 after 900 steps, whereas Osprey stops at 14.1. "
        "Training takes 3.5 days with a batch of 64 birds.",
        "The loss is y = w² x + λ(b − c) and λ is 0.25. Feathers are counted at 20 kHz.",
    ),
)
KEPT, WRONG = "kept", "wrong"


def kinds(text: str) -> set[str]:
    return {found.kind for verdict in verdicts(Document(text), PAPER) for found in verdict.contradictions}


def cited(said: str, page: int) -> str:
    return f"{said} [p. {page}](paper.pdf#page={page}).\n"


@pytest.mark.parametrize(
    ("said", "page", "kind"),
    [
        ("The controller answers within 50 s on average", 1, "unit"),
        ("控制器平均在 50 秒内应答", 1, "unit"),
        ("The table of the controller has $2^{15}$ entries", 1, "absent"),
        ("The nest loses 3.5 % of its birds", 1, "elsewhere"),
        ("Training takes 4.5 days with a batch of 64 birds", 2, "absent"),
        ("Memory use grows quadratically with the length of the flight", 1, "direction"),
        ("Some birds in the colony return before sunset", 1, "scope"),
        ("The controller answers within 50 ms on average and uses the entries", 3, "elsewhere"),
    ],
)
def test_contradicted(said, page, kind):
    assert kind in kinds(cited(said, page))


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("The controller answers within .05 s on average", 1),
        ("控制器平均在 0.05 秒内应答", 1),
        ("The controller uses 16384 entries", 1),
        ("The controller uses $2^{14}$ entries", 1),
        ("Memory use grows linearly with the length of the flight", 1),
        ("The large Kestrel model reaches an error of 9.7 % after 900 steps", 2),
        ("Osprey stops at 14.1, Kestrel large at 9.7, a gap of 4.4 (derived: 14.1 − 9.7 = 4.4)", 2),
        ("Training takes 84 hours", 2),
        ("从图 2 读出，误差约为 11.3", 2),
        ("自测：在我们的机器上误差为 8.8", 2),
        ("The sum of the shares is 1.0 (common knowledge)", 2),
    ],
)
def test_not_contradicted(said, page):
    assert not kinds(cited(said, page))


def test_a_cell_of_another_row_is_told():
    rows = "\n".join(
        f"| {name} | {error} | {steps} |"
        for name, error, steps in (
            ("Kestrel small", "9.7", "300"),
            ("Kestrel large", "12.4", "900"),
            ("Osprey", "14.1", "250"),
            ("Merlin", "11.0", "500"),
            ("Hobby", "13.3", "420"),
        )
    )
    table = f"| Model | Error | Steps |\n|---|---|---|\n{rows}\n\nTable 1 [p. 2](paper.pdf#page=2).\n"
    found = [c.said for v in verdicts(Document(table), PAPER) for c in v.contradictions]
    assert found == ["9.7", "12.4"]


@pytest.mark.parametrize(
    ("latex", "printed", "differs"),
    [
        ("y = w^2 x + \\lambda (b - c)", True, False),
        ("y = w^3 x + \\lambda (b - c)", False, True),
        ("y = w^2 x - \\lambda (b - c)", False, True),
        ("y = w^2 x + \\mu (b - c)", False, True),
        ("z = \\sum_i q_i^2 + \\log p", False, False),
    ],
)
def test_formulas(latex, printed, differs):
    found = compare(latex, PAPER, (1, 2, 3))
    assert (found.printed, bool(found.said or found.there)) == (printed, differs)


@pytest.mark.parametrize(
    ("text", "measures", "factor"),
    [
        ("5 ms", "time", "1/1000"),
        ("5 毫秒", "time", "1/1000"),
        ("5 mm/s", "length/time", "1/1000"),
        ("5 个小时", "time", "3600"),
    ],
)
def test_units(text, measures, factor):
    unit, end = read_unit(text, 1)
    assert (unit.measures, str(unit.factor), end) == (measures, factor, len(text))


def test_dates_and_pointers_are_no_values():
    text = "In Section 3.5 and [12], 66.0 ± 0.4 on 7 月 3 日, version 2.1"
    assert [q.text for q in read_quantities(text) if q.role == "value"] == ["66.0"]


def test_negated_words_turn_on_nothing():
    assert {word.pole for word in words_of("it rises, and doesn't fall")} == {"up"}


def test_claims_are_listed_with_their_passages(tmp_path, monkeypatch):
    note = tmp_path / "shelf" / "README.md"
    write_paper(note.parent / "paper.pdf")
    note.write_text(
        "# Shelf\n\nThe order agrees in 0.81 of neighbours [p. 2](paper.pdf#page=2). It agrees in 0.99 [p. 2]"
        "(paper.pdf#page=2).\n"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    text = run.invoke(cli, ["lint", "--evidence", str(note)])
    data = run.invoke(cli, ["lint", "--evidence", "--format", "json", str(note)])
    assert text.exit_code == 0, text.output
    assert "contradicted" in text.output
    assert "of 2 claims with a page the program finds 1 supported and 1 contradicted" in text.output
    claims = json.loads(data.output)["files"][0]["claims"]
    assert [claim["verdict"] for claim in claims] == ["supported", "contradicted"]
    assert "0.81" in claims[0]["passage"]["text"]
    assert [claim["by"] for claim in claims] == ["program", "program"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("With 900 steps the error falls from 9.7 to 14.1", "direction"),
        ("误差从 9.7 降低到 14.1", "direction"),
        ("误差从 14.1 降低到 9.7", None),
        ("With Osprey beside it the error falls from 14.1 to 9.7", None),
    ],
)
def test_numbers_say_which_way_it_goes(said, kind):
    assert (kind in kinds(cited(said, 2))) if kind else "direction" not in kinds(cited(said, 2))


BUILT = Paper(
    sha256="2" * 64,
    pages=1,
    metadata=Metadata("Nests", (), "", "en"),
    page_texts=(
        "The nest is a grid of 3 × 3 cells seen on photographs of 64 × 48 pixels. Its strength grows as r² with the "
        "radius r, and a storm of no more than 7 hours leaves it whole. The towers are 15.3/19.6 million grams heavy.",
    ),
)


def built(text):
    return {found.kind for verdict in verdicts(Document(text), BUILT) for found in verdict.contradictions}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Every nest is a grid of 3 × 4 cells", True),
        ("每个巢是 $3 \\times 4$ 的网格", True),
        ("Every nest is a grid of $3 \\times 3$ cells", False),
        ("The strength of the nest grows as $r^3$", True),
        ("The strength of the nest grows as $r^2$", False),
        ("A storm of more than 7 hours leaves the nest whole", True),
        ("A storm of at most 7 hours leaves the nest whole", False),
        ("The lighter tower weighs 15.3 million grams", False),
    ],
)
def test_shapes_powers_and_bounds_are_one_thing(said, wrong):
    assert bool(built(cited(said, 1))) == wrong


TABLE = """\
| Model | Error | Steps |
| --- | --- | --- |
| Kestrel small | {0} | 300 |
| Kestrel large | {1} | 900 |
| Osprey | 14.1 | 250 |

From Table 1 [p. 2](paper.pdf#page=2).
"""
TURNED = """\
| | Kestrel small | Kestrel large | Osprey |
| --- | --- | --- | --- |
| Error | {0} | {1} | 14.1 |
| Steps | 300 | 900 | 250 |

From Table 1 [p. 2](paper.pdf#page=2).
"""


@pytest.mark.parametrize("table", [TABLE, TURNED])
def test_cells_are_laid_beside_the_papers(table):
    assert "foreign" not in kinds(table.format("12.4", "9.7"))
    assert "foreign" in kinds(table.format("9.7", "12.4"))


@pytest.mark.parametrize(
    ("printed", "said", "standing"),
    [
        ("The large falcon always returns to its colony after sunset.", "always", "supported"),
        ("The large falcon always returns to its colony after sunset.", "usually", "contradicted"),
        ("The large falcon always returns to its \ufffdolony after sunset.", "always", "undecided"),
    ],
)
def test_supported_is_said_only_of_what_a_passage_has(printed, said, standing):
    paper = replace(BUILT, sha256="3" * 64, page_texts=(f"{printed} Nests are built of straw and mud in spring.",))
    text = cited(f"The large falcon {said} returns to its colony after sunset", 1)
    found = verdicts(Document(text), paper)[0]
    assert found.standing == standing


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("训练数据超过 5000 亿条样本。", "训练数据超过 5 千亿条样本"),
        ("模型的决定系数为 0.976 6，共有 15 135 个节点。", "模型的决定系数为 0.9766，共有 15135 个节点"),
        ("处理每张图像平均需要 0.144 s。", "处理每张图平均 0.144 s"),
    ],
)
def test_chinese_numbers_are_read_as_they_are_written(printed, said):
    paper = replace(BUILT, sha256="4" * 64, metadata=Metadata("巢", (), "", "zh"), page_texts=(printed,))
    assert not [c for verdict in verdicts(Document(cited(said, 1)), paper) for c in verdict.contradictions]
