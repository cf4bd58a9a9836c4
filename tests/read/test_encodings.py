"""Old encodings are believed only if what they give is a language."""

from __future__ import annotations

import pytest

from tieout.read import read_bytes

KNOWN = [
    ("cp932", "当社の売上高は1,234億円で、前年比12.3%増となりました。"),
    ("euc_jp", "当社の売上高は1,234億円で、前年比12.3%増となりました。"),
    ("cp949", "회사의 매출액은 1,234억원으로 전년 대비 12.3% 증가하였다."),
    ("gb18030", "公司实现营业收入1,234亿元，同比增长12.3%。"),
    ("gb18030", "营收105亿元"),
    ("big5", "公司營業收入1,234億元，較去年成長12.3%。"),
    ("cp1252", "Le chiffre d’affaires a progressé de 12,3 % à 1 234 M€, soit une hausse générale."),
    ("cp1251", "Выручка компании составила 1234 млрд рублей, рост на 12,3%."),
    ("koi8_r", "Выручка компании составила 1234 млрд рублей, рост на 12,3%."),
]
UNKNOWN = [
    ("cp1250", "Przychody spółki wzrosły o 12,3% do 1234 mln złotych, później też."),
    ("cp1253", "Τα έσοδα αυξήθηκαν κατά 12,3% σε 1234 εκατ. ευρώ"),
    ("cp874", "รายได้ 105 ล้านบาท เพิ่มขึ้น 12.3%"),
]


@pytest.mark.parametrize(("codec", "text"), KNOWN)
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(codec: str, text: str) -> None:
    found = read_bytes(text.encode(codec), "report.txt")
    assert found.blocks[0].text.content == text
    assert [(problem.code, problem.fatal) for problem in found.problems] == [("encoding", False)]


@pytest.mark.parametrize(("codec", "text"), UNKNOWN)
def test_a_text_that_no_encoding_makes_sense_of_is_not_taken_for_read(codec: str, text: str) -> None:
    found = read_bytes(text.encode(codec), "report.txt")
    assert [(problem.code, problem.fatal) for problem in found.problems] == [("encoding", True)]
