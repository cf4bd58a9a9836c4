"""Old encodings told apart by whether the text that they give is one that somebody wrote.

Nearly any bytes are valid in nearly any of them, so validity says little: Japanese read as GB18030 is a row
of rare characters, Korean read as Windows-1252 a row of accents. Each language has a few letters that carry
a good part of any text in it; a reading without them is not believed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_CHINESE = (
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经月日元亿万公司报告增长收入利润股市场资营业比期额率其总合计第季度度本净销售毛较去亦均预测投评级目标价"
    "現務報長億萬為與會這個來時對發動後經國們說產種過業營資據場總額淨單財務收益較"
)
_KOREAN = (
    "이의다는을를에가로은고하한지기사도인서년시대어자나정리아수장부전일제것보상원비해구조월만억"
    "매출액증감영업익분"
)
_KANA = "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30FB), 0x30FC)))
_JAPANESE = _KANA + "年月日円億万上高利益前比増減会社率計"
_LATIN = "éèàùâêîôûçëïüöäßñáíóúõãøåæœÉÈÀÖÄÜÑÇ‘’“”–—•…€£§°·®™©«»±²³½\xa0"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйОПСНВРКДМАЕИТ"
_EXPECTED = (  # codec, frequent characters, least share of them among the characters beyond ASCII
    ("gb18030", frozenset(_CHINESE), Fraction(1, 8)),
    ("big5", frozenset(_CHINESE), Fraction(1, 8)),
    ("cp932", frozenset(_JAPANESE), Fraction(1, 3)),
    ("euc_jp", frozenset(_JAPANESE), Fraction(1, 3)),
    ("cp949", frozenset(_KOREAN), Fraction(1, 5)),
    ("cp1252", frozenset(_LATIN), Fraction(9, 10)),
    ("cp1251", frozenset(_CYRILLIC), Fraction(2, 3)),
    ("koi8_r", frozenset(_CYRILLIC), Fraction(2, 3)),
)
_SIGNS = frozenset(
    "，。、；：？！“”‘’（）《》「」『』【】—…·％＋－／～￥　０１２３４５６７８９"
)  # in any of them
_SAMPLE = 65_536
_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[а-яё][A-ZА-ЯЁ]|[а-яё][a-z]")
_ODD = {  # what no language written so has: accents in a row; two alphabets, or capitals, inside a word
    "cp1252": re.compile(r"[À-ÖØ-öø-ÿ]{4}|[a-z][À-ÖØ-Þ][a-z]"),
    "cp1251": _MIXED,
    "koi8_r": _MIXED,
}


class Decoded(NamedTuple):
    """A text, the codec that gave it, and whether it reads like a language."""

    text: str
    codec: str
    believed: bool


def best_decoding(data: bytes) -> Decoded | None:
    """The most likely reading of bytes that are no Unicode; None if they are valid in no encoding known."""
    found: list[tuple[bool, Fraction, int, Decoded]] = []
    for order, (codec, frequent, least) in enumerate(_EXPECTED):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = _share(text[:_SAMPLE], frequent)
        odd = _ODD.get(codec)
        believed = share >= least and (odd is None or odd.search(text, 0, _SAMPLE) is None)
        found.append((believed, share / least, -order, Decoded(text, codec, believed)))
    return max(found)[3] if found else None


def _share(text: str, frequent: frozenset[str]) -> Fraction:
    """How many of the letters beyond ASCII are frequent ones."""
    beyond = [char for char in text if char > "\x7f" and char not in _SIGNS]
    if not beyond:  # nothing but signs: any reading will do
        return Fraction(1)
    return Fraction(sum(char in frequent for char in beyond), len(beyond))
