from __future__ import annotations

import re

from paper_notes.site.search import SEPARATOR, search_settings


def test_a_collection_with_chinese_is_searched_by_words():
    settings = search_settings(["zh", "en"], {})
    assert settings == {"lang": ["zh", "en"], "pipeline": ["stopWordFilter"], "separator": SEPARATOR}


def test_english_alone_keeps_the_themes_settings():
    assert search_settings(["en"], {}) == {}


def test_what_the_user_chose_stands():
    assert search_settings(["zh"], {"separator": "x", "lang": None}).keys() == {"lang", "pipeline"}


def test_words_are_cut_where_readers_expect_it():
    def cut(text: str) -> list[str]:
        return [word for word in re.split(SEPARATOR, text) if word]

    assert cut("arXiv:1706.03762, self-attention (BLEU 28.4).") == [
        "arXiv", "1706.03762", "self", "attention", "BLEU", "28.4",
    ]  # fmt: skip
    assert cut("\u200b注意力\u200b机制\u200b，“查询”&lt;d") == ["注意力", "机制", "查询", "d"]
