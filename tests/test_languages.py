"""Which language is spoken: a report's own for its findings, the user's for the rest, `--lang` for all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import Command

ENGLISH = (
    "# Sales\n\nThe shops did well.\n\nRevenue rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
)
CHINESE = "# 门店\n\n门店经营良好。\n\n营业收入由 31.80 亿元增长至 35.12 亿元，增幅为 12.4%。\n"
WRONG_TOTAL = """# 门店

表 1：门店收入（亿元）

| 门店 | 2024年 |
|---|---|
| 北区 | 12.4 |
| 南区 | 23.5 |
| 东区 | 14.2 |
| 合计 | 51.0 |
"""
SAID = {
    "en": "12.4% is stated, but $3,512 million / $3,180 million - 1 is 10.44%: "
    "1.96 percentage points too high",
    "zh": "列示为 12.4%，按所列数字计算 35.12 亿元 / 31.80 亿元 - 1 应为 10.44%：偏高 1.96 个百分点，"
    "四舍五入最多解释",
}
FOR_PEOPLE = ("text", "concise", "html", "markdown", "github", "gitlab", "junit", "sarif", "rdjsonl")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def reports(project: Path) -> Path:
    (project / "en.md").write_text(ENGLISH, encoding="utf-8")
    (project / "zh.md").write_text(CHINESE, encoding="utf-8")
    return project


@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_gets_its_findings_in_its_own_language(
    reports: Path, command: Command, form: str, language: str
) -> None:
    out = command("check", f"{language}.md", "--select", "percentages/*", "-o", form).out
    assert SAID[language] in out.replace("%25", "%").replace("\\", "")


def test_reports_of_two_languages_are_each_told_in_their_own(reports: Path, command: Command) -> None:
    out = command("check", "en.md", "zh.md", "--select", "percentages/*", "-o", "concise").out
    assert SAID["en"] in out
    assert SAID["zh"] in out


def test_lang_overrules_the_report(reports: Path, command: Command) -> None:
    out = command("check", "zh.md", "--select", "percentages/*", "-o", "text", "--lang", "en").out
    assert "12.4% is stated, but 35.12 亿元 / 31.80 亿元 - 1 is 10.44%" in out
    assert "ERROR percentages/growth" in out
    turned = command("check", "en.md", "--select", "percentages/*", "-o", "text", "--lang", "zh").out
    assert "列示为 12.4%，按所列数字计算 $3,512 million / $3,180 million - 1 应为 10.44%" in turned
    assert "1 份报告" in turned


def test_the_configuration_names_a_language_and_the_command_line_overrules_it(
    reports: Path, command: Command
) -> None:
    (reports / "tieout.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert "偏高 1.96 个百分点" in command("check", "en.md", "--select", "percentages/*").out
    assert SAID["en"] in command("check", "en.md", "--select", "percentages/*", "--lang", "en").out
    (reports / "tieout.toml").write_text('lang = "fr"\n', encoding="utf-8")
    done = command("check", "en.md")
    assert done.code == 2
    assert "lang must be one of en, zh, not 'fr'" in done.err


def test_what_is_said_of_the_run_is_in_the_language_of_the_locale(
    reports: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    done = command("check", "en.md", "--select", "percentages/*", "-o", "concise")
    assert SAID["en"] in done.out
    assert "1 个问题（1 错误" in done.err
    monkeypatch.setenv("LC_ALL", "C")
    assert "1 finding (1 error" in command("check", "zh.md", "--select", "percentages/*").err


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("name", ["en.md", "zh.md"])
def test_machines_read_the_same_in_any_language(
    reports: Path, command: Command, form: str, name: str
) -> None:
    english, chinese, own = (
        command("check", name, "-o", form, *asked).out for asked in (("--lang", "en"), ("--lang", "zh"), ())
    )
    assert english == chinese == own
    if form == "json":
        messages = [finding["message"] for finding in json.loads(own)["findings"]]
        assert any("percentage points too high" in message for message in messages)


def test_the_cause_and_the_calculation_are_chinese_too(project: Path, command: Command) -> None:
    (project / "total.md").write_text(WRONG_TOTAL, encoding="utf-8")
    out = command("check", "total.md", "--select", "arithmetic/*", "-o", "text").out
    assert "错误 arithmetic/total-equals-parts" in out
    assert "各分项相加应为" in out
    assert "计算所得" in out
    assert re.search(r"疑似有误 +51\.0：", out)
    assert re.search(r"应改为 +50\.1", out)


def test_a_page_says_its_language(reports: Path, command: Command) -> None:
    page = command("check", "zh.md", "-o", "html", "--lang", "zh").out
    assert '<html lang="zh">' in page
    for label in ("报告", "数字", "已核对", "疑似有误"):
        assert label in page
    english = command("check", "en.md", "-o", "html", "--lang", "en").out
    assert not HAN.search(english)


def test_a_rule_is_explained_in_chinese_where_it_is_asked_for(project: Path, command: Command) -> None:
    chinese = command("explain", "percentages/growth", "--lang", "zh").out
    assert "如何改正" in chinese
    assert "增长率、变动额与其所述的两个数值相符。" in chinese
    english = command("explain", "percentages/growth").out
    assert "How to fix" in english
    assert "增长率、变动额与其所述的两个数值相符。" not in english


def test_every_built_in_rule_has_chinese_texts(project: Path, command: Command) -> None:
    rules = command("rules", "--lang", "zh").out.splitlines()
    listed = [line for line in rules if re.match(r"[a-z-]+/", line)]
    assert len(listed) > 50
    assert [line for line in listed if not HAN.search(line)] == []
    same = json.loads(command("rules", "--output", "json", "--lang", "zh").out)
    assert same == json.loads(command("rules", "--output", "json").out)


def test_a_baseline_is_the_same_in_any_language(reports: Path, command: Command) -> None:
    told = command("baseline", "create", "zh.md", "--as-of", "2026-01-05", "--lang", "zh").out
    assert "偏高 1.96 个百分点" in told
    first = (reports / "tieout.baseline.jsonl").read_text(encoding="utf-8")
    (reports / "tieout.baseline.jsonl").unlink()
    assert SAID["en"].partition(" - 1")[0] not in told
    command("baseline", "create", "zh.md", "--as-of", "2026-01-05", "--lang", "en")
    assert (reports / "tieout.baseline.jsonl").read_text(encoding="utf-8") == first
