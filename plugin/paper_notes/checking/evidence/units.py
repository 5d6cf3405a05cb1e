"""Units of measure behind a number: what they measure, and how many of the base unit one of them is.

A unit is read as it is printed or said, in either language ("ms", "毫秒", "mm/s", "km h⁻¹", "kg/m³"). Two numbers can
be compared when their units measure the same; units that only count things (layers, heads, 层) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_PREFIXES = {
    "p": Fraction(1, 10**12),
    "n": Fraction(1, 10**9),
    "u": Fraction(1, 10**6),
    "µ": Fraction(1, 10**6),
    "μ": Fraction(1, 10**6),
    "m": Fraction(1, 1000),
    "c": Fraction(1, 100),
    "d": Fraction(1, 10),
    "k": Fraction(1000),
    "K": Fraction(1000),
    "M": Fraction(10**6),
    "G": Fraction(10**9),
    "T": Fraction(10**12),
    "P": Fraction(10**15),
}
_HAN_PREFIXES = {
    "皮": "p",
    "纳": "n",
    "微": "u",
    "毫": "m",
    "厘": "c",
    "分": "d",
    "千": "k",
    "兆": "M",
    "吉": "G",
    "太": "T",
}
# symbol: what it measures, the prefixes that are in use, how many base units one of them is
_SYMBOLS: dict[str, tuple[str, str, Fraction]] = {
    "s": ("time", "pnuµμm", Fraction(1)),
    "m": ("length", "pnuµμmck", Fraction(1)),
    "g": ("mass", "nuµμmkM", Fraction(1)),
    "Hz": ("frequency", "kKMGT", Fraction(1)),
    "B": ("data", "kKMGTP", Fraction(8)),
    "bit": ("data", "kKMGT", Fraction(1)),
    "bits": ("data", "kKMGT", Fraction(1)),
    "bps": ("data rate", "kKMGT", Fraction(1)),
    "V": ("voltage", "nuµμmkM", Fraction(1)),
    "W": ("power", "nuµμmkMG", Fraction(1)),
    "A": ("current", "pnuµμmk", Fraction(1)),
    "J": ("energy", "nuµμmkM", Fraction(1)),
    "eV": ("electron energy", "mkMGT", Fraction(1)),
    "Pa": ("pressure", "mkMG", Fraction(1)),
    "L": ("volume", "nuµμmd", Fraction(1)),
    "l": ("volume", "nuµμm", Fraction(1)),
    "mol": ("amount", "pnuµμm", Fraction(1)),
    "N": ("force", "nuµμmk", Fraction(1)),
    "Ω": ("resistance", "mkMG", Fraction(1)),
    "F": ("capacity", "pnuµμm", Fraction(1)),
    "T": ("flux density", "nuµμm", Fraction(1)),
    "FLOPs": ("operations", "kMGTP", Fraction(1)),
    "FLOPS": ("operations", "kMGTP", Fraction(1)),
    "FLOP": ("operations", "kMGTP", Fraction(1)),
    "dB": ("level", "", Fraction(1)),
}
_ALONE = frozenset({"s", "m", "g", "Hz", "B", "V", "W", "Pa", "bit", "bits", "bps", "dB", "FLOPs", "FLOPS", "mol", "L"})
"""Symbols that stand for a unit without a prefix; a lone A, L, T or N is mostly something else."""
_MINUTE, _HOUR, _DAY = Fraction(60), Fraction(3600), Fraction(86400)
_NAMES: dict[str, tuple[str, Fraction]] = {
    "sec second seconds secs": ("time", Fraction(1)),
    "millisecond milliseconds msec msecs": ("time", Fraction(1, 1000)),
    "microsecond microseconds": ("time", Fraction(1, 10**6)),
    "nanosecond nanoseconds": ("time", Fraction(1, 10**9)),
    "min mins minute minutes": ("time", _MINUTE),
    "h hr hrs hour hours": ("time", _HOUR),
    "day days": ("time", _DAY),
    "week weeks": ("time", 7 * _DAY),
    "month months": ("time", 30 * _DAY),
    "yr yrs year years": ("time", 365 * _DAY),
    "metre metres meter meters": ("length", Fraction(1)),
    "centimetre centimetres centimeter centimeters": ("length", Fraction(1, 100)),
    "millimetre millimetres millimeter millimeters": ("length", Fraction(1, 1000)),
    "micrometre micrometres micrometer micrometers micron microns": ("length", Fraction(1, 10**6)),
    "kilometre kilometres kilometer kilometers": ("length", Fraction(1000)),
    "inch inches": ("length", Fraction(254, 10000)),
    "gram grams": ("mass", Fraction(1)),
    "kilogram kilograms": ("mass", Fraction(1000)),
    "tonne tonnes ton tons": ("mass", Fraction(10**6)),
    "hectare hectares ha": ("length^2", Fraction(10**4)),
    "hertz": ("frequency", Fraction(1)),
    "kilohertz": ("frequency", Fraction(1000)),
    "megahertz": ("frequency", Fraction(10**6)),
    "byte bytes": ("data", Fraction(8)),
    "kilobyte kilobytes": ("data", Fraction(8000)),
    "megabyte megabytes": ("data", Fraction(8 * 10**6)),
    "gigabyte gigabytes": ("data", Fraction(8 * 10**9)),
    "terabyte terabytes": ("data", Fraction(8 * 10**12)),
    "volt volts": ("voltage", Fraction(1)),
    "watt watts": ("power", Fraction(1)),
    "degree degrees °": ("angle", Fraction(1)),
    "°c ℃": ("temperature", Fraction(1)),
    "gflops": ("operations", Fraction(10**9)),
    "tflops": ("operations", Fraction(10**12)),
    "fps": ("1/time", Fraction(1)),
    "mph": ("length/time", Fraction(160934, 360000)),
}
_HAN: dict[str, tuple[str, Fraction]] = {
    "秒": ("time", Fraction(1)),
    "分钟": ("time", _MINUTE),
    "个小时": ("time", _HOUR),
    "小时": ("time", _HOUR),
    "天": ("time", _DAY),
    "日": ("time", _DAY),
    "周": ("time", 7 * _DAY),
    "个星期": ("time", 7 * _DAY),
    "星期": ("time", 7 * _DAY),
    "个月": ("time", 30 * _DAY),
    "年": ("time", 365 * _DAY),
    "公里": ("length", Fraction(1000)),
    "公斤": ("mass", Fraction(1000)),
    "米": ("length", Fraction(1)),
    "克": ("mass", Fraction(1)),
    "吨": ("mass", Fraction(10**6)),
    "公顷": ("length^2", Fraction(10**4)),
    "升": ("volume", Fraction(1)),
    "赫兹": ("frequency", Fraction(1)),
    "赫": ("frequency", Fraction(1)),
    "字节": ("data", Fraction(8)),
    "比特": ("data", Fraction(1)),
    "伏": ("voltage", Fraction(1)),
    "瓦": ("power", Fraction(1)),
    "帕": ("pressure", Fraction(1)),
    "摄氏度": ("temperature", Fraction(1)),
    "度": ("angle", Fraction(1)),
    "分贝": ("level", Fraction(1)),
    "帧每秒": ("1/time", Fraction(1)),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """``measures`` is what it measures ("time", "length/time"), ``factor`` how many base units it is (a minute is 60
    seconds), ``text`` how it is written."""

    measures: str
    factor: Fraction
    text: str


_WORDS = {name: unit for names, unit in _NAMES.items() for name in names.split()}


def _table() -> dict[str, tuple[str, Fraction]]:
    table = {name: unit for name, unit in _WORDS.items() if len(name) > 1 or name == "h" or not name.isalpha()}
    for symbol, (measures, prefixes, factor) in _SYMBOLS.items():
        if symbol in _ALONE:
            table[symbol] = (measures, factor)
        for prefix in prefixes:
            table.setdefault(prefix + symbol, (measures, factor * _PREFIXES[prefix]))
    for name, (measures, factor) in _HAN.items():
        table[name] = (measures, factor)
        if name in ("秒", "米", "克", "升", "赫兹", "赫", "字节", "比特", "伏", "瓦", "帕"):
            for han, prefix in _HAN_PREFIXES.items():
                table[han + name] = (measures, factor * _PREFIXES[prefix])
    return table


_TABLE = _table()
_LATIN_UNIT = "|".join(
    re.escape(name) for name in sorted((n for n in _TABLE if n[0] < "\u3000"), key=len, reverse=True)
)
_HAN_UNIT = "个?(?:" + "|".join(sorted((n for n in _TABLE if n[0] >= "\u3000"), key=len, reverse=True)) + ")"
_ONE = rf"(?:\\mu[\s$]*[smgAVWLFl](?![A-Za-z])|(?:{_LATIN_UNIT})(?![A-Za-z])|(?:{_HAN_UNIT})(?![度级]))"
_POWER = r"(?:\^?\{?[-−]?[1-3]\}?(?![\d.])|[⁻]?[¹²³])?"
_UNIT = re.compile(
    rf"(?:\\[,; ]|~|[\s\u2009\u202f\u00a0$-]{{1,2}})?(?:\\(?:mathrm|text|rm|si)\s*\{{\s*)?"
    rf"(?P<one>{_ONE})(?P<power>{_POWER})"
    rf"(?:\s?(?P<per>/|per\s|每|·|⋅|\s)\s?(?P<two>{_ONE}|个(?=[小月星]))(?P<power2>{_POWER}))?"
)
_DIGITS = str.maketrans("⁻¹²³−", "-123-")


def read_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that begins at an offset, blank space before it allowed, and where it ends; None when there is none."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    name = match["one"]
    found = _of(name)
    if found is None or (name in ("日", "年", "度", "周", "天") and _is_a_date(text, at, match.end("one"), name)):
        return None
    measures, factor = _raised(found, match["power"])
    end = match.end("power")
    per = match["per"]
    if per and match["two"]:
        second = _of(match["two"])
        power = match["power2"].translate(_DIGITS).strip("^{}")
        divides = per.strip() in ("/", "per", "每") or power.startswith("-")
        if second is not None and divides:
            other, its_factor = _raised(second, power.lstrip("-"))
            measures, factor, end = f"{measures}/{other}", factor / its_factor, match.end("power2")
    return Unit(measures, factor, text[match.start("one") : end].strip()), end


def _of(name: str) -> tuple[str, Fraction] | None:
    name = re.sub(r"\\mu[\s$]*", "µ", name)
    return _TABLE.get(name) or _TABLE.get(name.lower()) or _TABLE.get(name.removeprefix("个"))


def _raised(unit: tuple[str, Fraction], power: str | None) -> tuple[str, Fraction]:
    digits = (power or "").translate(_DIGITS).strip("^{}")
    if not digits or digits == "1":
        return unit
    exponent = int(digits)
    if exponent < 0:
        return (f"1/{unit[0]}", 1 / unit[1] ** -exponent)
    return f"{unit[0]}^{exponent}", unit[1] ** exponent


def _is_a_date(text: str, start: int, end: int, name: str) -> bool:
    """Whether the unit belongs to a date ("2017 年", "5 月 3 日") or begins another word ("年龄", "天然")."""
    after = text[end : end + 1] or " "
    if name == "年":
        return bool(re.search(r"(?:19|20)\d\d$", text[:start])) or after in "龄代级份轮"
    if name == "日":
        return bool(re.search(r"月\s?\d{1,2}$", text[:start])) or after in "志常期"
    if name == "天":
        return after in "然气线空"
    return after in "期围边长"
