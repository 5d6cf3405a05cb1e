"""A crop goes into paper.yml, and nothing else there changes."""

import pytest
import yaml

from paper_notes.errors import UsageError
from paper_notes.library.crop_settings import with_crop

CROP = {"name": "fig1_arch_overall", "page": 2, "rect": [50, 100, 550, 400]}


def test_an_empty_file_gets_a_list():
    assert yaml.safe_load(with_crop("", CROP)) == {"figures": [CROP]}


def test_comments_order_and_layout_stay():
    text = (
        '# mine\narxiv: "1706.03762"  # id\nfigures:\n    # first\n    - label: Figure 2   # keep\n      drop: true\n'
        "\ntags: [a, b]\n"
    )
    edited = with_crop(text, CROP)
    added = edited.replace("    - name: fig1_arch_overall\n      page: 2\n      rect: [50, 100, 550, 400]\n", "")
    assert added == text
    assert yaml.safe_load(edited)["figures"] == [{"label": "Figure 2", "drop": True}, CROP]


def test_a_crop_of_the_same_name_is_replaced():
    once = with_crop("tags: [a]  # t\n", CROP)
    twice = with_crop(once, CROP | {"page": 5})
    assert yaml.safe_load(twice) == {"tags": ["a"], "figures": [CROP | {"page": 5}]}
    assert "# t" in twice


@pytest.mark.parametrize("text", ["figures:\n", "figures: []\n", "figures: null # none\n", "tags: [a]\nfigures: []"])
def test_an_empty_list_is_filled(text: str):
    assert yaml.safe_load(with_crop(text, CROP))["figures"] == [CROP]


def test_a_list_in_one_line_is_refused_with_what_to_add():
    with pytest.raises(UsageError, match="rect: \\[50, 100, 550, 400\\]"):
        with_crop("figures: [{label: Figure 2, drop: true}]\n", CROP)


def test_a_caption_with_colons_and_quotes_survives():
    crop = CROP | {"caption": 'Overview: the "model" # all of it'}
    assert yaml.safe_load(with_crop("", crop))["figures"] == [crop]
