"""One thing is released on one day."""

from __future__ import annotations

from asking import ask, failing, holding

from tieout.model import Severity
from tieout.relate import agree


def test_one_thing_is_released_on_one_day() -> None:
    text = "# 点评\n\n2024年12月26日，Larkspur 发布模型 L3。\n\nLarkspur-L3：{}发布，性能提升 20%。"
    assert holding(ask(agree.find, text.format("2024年12月26日"), "text"))
    (wrong,) = failing(ask(agree.find, text.format("2025年12月26日"), "text"))
    assert wrong.cap is Severity.ERROR


def test_a_release_told_again_among_others_is_held_as_well() -> None:
    told = (
        "heron2-20b 于2024年1月16日发布。",
        "heron2-math-7b 于2024年1月22日发布。",
        "其中heron2-20b 的发布日期为{}。",
    )
    text = "\n\n".join(("# 更新记录", *told))
    assert not failing(ask(agree.find, text.format("2024年1月16日"), "text"))
    (wrong,) = failing(ask(agree.find, text.format("2024年1月26日"), "text"))
    assert wrong.detail == "the release of heron2-20b is dated 2024年1月16日 elsewhere"
