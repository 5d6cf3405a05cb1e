import re
from pathlib import Path

import paper_notes
from paper_notes.language.identify import language_of
from paper_notes.language.script import HAN, han_count, is_han


def test_han_characters_of_every_range_are_known_and_punctuation_is_none():
    assert han_count("汉㐀豈𠀀，。a1") == 4
    assert is_han("汉字") and not is_han("a汉") and not is_han("")
    assert re.fullmatch(rf"[{HAN}A-Z]+", "图A")


def test_a_text_is_chinese_when_its_own_words_are_not_when_it_quotes_one():
    assert language_of("我们用 BERT 与 GPT-4 比较 Transformer 的注意力") == "zh"
    assert language_of("The word 注意力 means attention and is used throughout the paper.") == "en"
    assert language_of("RMSE, MAE 12.5") == language_of("") == "en"


def test_ranges_of_han_characters_stand_in_one_file():
    spelled = re.compile(r"\\u(?:3400|4e00|9fff|f900|faff|ff00|ffef)|[\u3400\u4e00]-", re.I)
    root = Path(paper_notes.__file__).parent
    named = [
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if spelled.search(path.read_text("utf-8"))
    ]
    assert named == ["language/script.py"]
