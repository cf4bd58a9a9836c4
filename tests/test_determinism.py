"""Same input, same bytes: any order of the arguments, any number of workers, any hash seed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

OUTPUTS = ("json", "sarif", "text", "concise")
SMALL = OUTPUTS[1:]  # what needs no report to be kept whole


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    (tmp_path / "tieout.toml").write_text("", encoding="utf-8")
    chance = random.Random(7)
    for number in range(6):
        sold = [chance.randint(20, 900) for _ in range(5)]
        rows = "\n".join(f"| 门店{at} | {units} | {units * 3} |" for at, units in enumerate(sold))
        total = sum(sold) + number % 2
        (tmp_path / f"r{number}.md").write_text(
            f"# 门店销售 {number}\n\n2024年3月{number + 1}日\n\n"
            f"| 门店 | 销量 | 收入（万元） |\n|---|---|---|\n{rows}\n| 合计 | {total} | {sum(sold) * 3} |\n\n"
            f"合计销量为{total}件，较上年的{sum(sold) // 2}件增长100%。\n"
            f"Revenue of Harbor rose 12% to ${1000 + number} million in 2024 from $892 million.\n",
            encoding="utf-8",
        )
    return [f"r{number}.md" for number in range(6)]


def check(
    folder: Path, names: list[str], jobs: int, seed: int, wanted: tuple[str, ...] = OUTPUTS
) -> dict[str, bytes]:
    (folder / ".out").mkdir(exist_ok=True)
    outputs = [argument for name in wanted for argument in ("-o", f"{name}:.out/{name}")]
    done = subprocess.run(
        [sys.executable, "-m", "tieout", "check", *names, "-j", str(jobs), *outputs],
        cwd=folder, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr.decode()
    return {name: (folder / ".out" / name).read_bytes() for name in wanted}


def test_order_workers_and_hash_seed_change_nothing(tmp_path: Path, reports: list[str]) -> None:
    first = check(tmp_path, reports, jobs=1, seed=1)
    shuffled = random.Random(3).sample(reports, len(reports))
    assert check(tmp_path, shuffled, jobs=4, seed=2) == first
    assert check(tmp_path, ["."], jobs=2, seed=3) == first
    small = {name: first[name] for name in SMALL}
    assert check(tmp_path, shuffled, jobs=3, seed=4, wanted=SMALL) == small
    assert check(tmp_path, ["."], jobs=1, seed=5, wanted=SMALL) == small
