import pytest

from paper_notes.finding.records import categories_of, date_of, names_of
from paper_notes.finding.shelf import day_number


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, and C.-P. Yuan", 4),
        ("Ann One (1, 2), Bob Two (2 and 3) ((1) Here, Town, (2) There)", 2),
        ("Fernando Alonso", 1),
        ([{"name": "A B"}, {"name": ""}, {"other": 1}], 1),
        (["A B", "C D"], 2),
        (None, 0),
        ("(only a note", 0),
    ],
)
def test_authors_are_names(given, names):
    assert len(names_of(given)) == names


def test_the_day_is_the_first_versions():
    versions = [{"created": "Mon, 2 Apr 2007 19:18:42 GMT"}, {"created": "Tue, 24 Jul 2007 20:10:27 GMT"}]
    assert date_of("2008-11-26", versions) == "2007-04-02"
    assert date_of("2008-11-26", [{"created": "soon"}]) == date_of("2008-11-26T10:00:00Z") == "2008-11-26"
    assert categories_of(["cs.IR", None]) == ("cs.IR",)


@pytest.mark.parametrize(
    ("date", "day"),
    [("2023", 20230101), ("2023-05", 20230501), ("2023-05-07", 20230507), ("", 0), ("②023", 0), ("soon", 0)],
)
def test_dates_compare_as_numbers(date, day):
    assert day_number(date) == day
