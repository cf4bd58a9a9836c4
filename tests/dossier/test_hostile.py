"""A report full of markup, styles, controls and turned writing is shown, and does nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dossier.conftest import Opening, audited

EVIL = """# <script>document.title='owned'</script> </title><img src=x onerror=alert(1)>

Date: 2025-03-20

</script><script>alert(2)</script> <style>*{display:none}</style> <a href="javascript:alert(3)">x</a>

Revenue rose 12.4% from $318 million to $351.2 million{{ 7*7 }}{% raw %} in 2024.

| "><svg onload=alert(4)> | 2023</td></table><script>alert(5)</script> |
|---|---|
| ‮EVIL‬ \x1b[31mred\x1b[0m | 54.5 |
| ]]>--><!-- &lt;script&gt; | 28.4 |
| Total | 92.9 |

`</template><script>alert(6)</script>` and \u2028\u2029 \ufeff <base href="https://example.com/"> 5.0% "'` $
"""
NAME = "a'\"><img src=x onerror=alert(7)>&#x202e;.md"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("evil")
    (project / "tieout.toml").write_text("", encoding="utf-8")
    (project / "reports").mkdir()
    for name in (NAME, "b.txt", "c.html"):
        (project / "reports" / name).write_text(EVIL, encoding="utf-8")
    (project / "tieout.waivers.yaml").write_text(
        "waivers:\n  - rule: percentages/growth\n    at: Revenue rose\n"
        "    reason: '<script>alert(8)</script>'\n    owner: '<img src=x onerror=alert(9)>'\n",
        encoding="utf-8",
    )
    return audited(project)


def pages(dossier: Path) -> list[Path]:
    return sorted(dossier.rglob("*.html"))


def test_every_page_has_one_script_and_one_style_and_they_are_ours(evil: Path) -> None:
    assert len(pages(evil)) == 4
    for page in pages(evil):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"<script[^>]*>", text).count("<script>") == 1
        assert text.count("<style") == 1
        assert "<img src=x" not in text
        assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", text)
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]", text)
        assert "49" not in re.findall(r"million(\S*) in 2024", text)


def test_the_policy_allows_nothing_but_our_own(evil: Path) -> None:
    for page in pages(evil):
        text = page.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
        assert policy is not None
        assert policy[1].startswith("default-src 'none'; img-src 'self'; style-src 'sha256-")
        assert "unsafe" not in policy[1]
        assert not re.search(
            r"\son\w+=\"|\sstyle=\"", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        )


def test_it_is_shown_and_does_nothing(evil: Path, show: Opening) -> None:
    for path in pages(evil):
        page = show(path)
        assert page.title() != "owned"
        assert page.locator("h1").first.is_visible()
        if path.parent.name == "reports":
            page.keyboard.press("n")
            page.keyboard.press("/")
            page.keyboard.type("total")
            page.locator("#text a.f").first.click()
            assert page.locator("#chosen").is_visible()
        else:
            assert "<script>alert(8)</script>" in page.inner_text("#review")
        page.wait_for_timeout(50)
        assert page.evaluate("document.baseURI") == page.url


def test_names_of_files_are_plain(evil: Path) -> None:
    assert all(re.fullmatch(r"[a-z0-9.-]+", page.name) for page in pages(evil))
