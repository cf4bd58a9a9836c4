"""Inputs for the fuzzer: what happens to its seeds, all decided by one number, every format as often.

Text is cut, repeated, pumped, spliced and strewn with what formats and figures are made of; packages are
changed inside their parts, so that most still open.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence

PACKAGES = (".docx", ".xlsx", ".pptx")
_TEXTS = (".csv", ".html", ".md", ".txt")
_PUMPED = 3_000  # characters that a pumped piece takes; now and then ten times as many
_COSTLY = 30_000  # bytes of a seed of which few inputs are made
_WINDOW = 900  # characters of a longer seed that most inputs are made from
_LONGEST = 400  # characters that one change takes
MARKUP = (
    "<!--", "-->", "<!-- x -->", "<table>", "</table>", "<tr>", "<td>", "</td>", '<td class="num>',
    "<svg><text>", "</svg>", "<nav>", "</nav>", "<select><option>", "</select>", "<textarea>", "<title>",
    "</title>", "<script>", "</script>", "<style>", "</style>", "<div style='display:none'>", "</div>",
    "<p hidden>", "<template>", "<noscript>", "</noscript>", "<object>", "<pre>", "</pre>", "<sup>",
    "</sup>", "<s>", "</s>", "<br/>", "&amp;", "&#50;", "&lt;", "<![CDATA[", "]]>", "<?x ", "<a b='",
    "<th colspan=1000>", "<td rowspan=99999>",
    "<ix:nonFraction scale='6' sign='-' format='ixt:num-dot-decimal'>", "</ix:nonFraction>", "```\n", "~~~",
    "$$\n", "| a | 1 |\n", "|---|---|\n", "> ", "# ", "- ", "1. ", "![x](y.png)", "[a](b)", "[^1]: ", "~~",
    "**", "__", "`", "\n\n", "\n", "\t", "  ", "---\n", "===\n", "\\", '"', '""', ",", ";", "\r\n", "\x0c",
    "\x00", "\ufeff",
)  # fmt: skip
FIGURES = (
    "105", "1,234.5", "12.3%", "(3.5)", "-7", "2024", "2024年", "FY2024", "Q3 2025", "1.2万亿", "三成",
    "二十万亿", "$5.3M", "¥1,200亿元", "3.13T", "10-K", "+86 755 8198 2651", "2024-11-20", "600-650亿",
    "同比增长12.3%", "合计", "Total", "of which", "其中：", "单位：万元", "(in millions)", "１２３", "½",
    "²", "①", "٣٤", "1e9", "0.0.1", "9" * 50, "数十亿", "百分之", "一", "Table 1", "图1：", "Source: ",
    "Acme Inc.", "公司", "DeepSeek-V3",
)  # fmt: skip


def mutated(corpus: Mapping[str, Sequence[bytes]], number: int) -> tuple[str, bytes]:
    """The input of a number: its suffix and its bytes."""
    chance = random.Random(number)
    suffix = chance.choice(sorted(corpus))
    data = chance.choice(corpus[suffix])
    if len(data) > _COSTLY and chance.random() < 0.95:  # nearly all of it is fonts and styles
        data = min(corpus[suffix], key=len)
    if suffix in PACKAGES and chance.random() < 0.95:
        return suffix, _package(data, chance)
    if suffix in (*PACKAGES, ".pdf") or chance.random() < 0.1:
        return suffix, _bytes(data, chance)
    text = data.decode("utf-8")
    if len(text) > _WINDOW and chance.random() < 0.85:  # more inputs in the same time
        at = chance.randrange(len(text) - _WINDOW)
        text = text[at : at + _WINDOW]
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = _text(text, chance, corpus)
    if chance.random() < 0.1:
        suffix = chance.choice(_TEXTS)
    codec = chance.choice(("utf-8",) * 16 + ("gb18030", "utf-16", "cp932", "cp949"))
    return suffix, text.encode(codec, errors="replace")


def _text(text: str, chance: random.Random, corpus: Mapping[str, Sequence[bytes]]) -> str:
    """One change of a text."""
    at = chance.randrange(len(text) + 1)
    end = min(at + chance.randrange(1, _LONGEST), len(text))
    piece = text[at:end]
    match chance.randrange(8):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + piece + text[at:]
        case 2:
            return text[:at]
        case 3:
            unit = chance.choice((*MARKUP, *FIGURES, piece[:8], piece[:2], " ")) or "1"
            most = _PUMPED * (10 if chance.random() < 0.05 else 1)
            return text[:at] + unit * chance.randrange(2, most // len(unit) + 3) + text[at:]
        case 4:
            spliced = chance.choice(corpus[chance.choice(_TEXTS)]).decode("utf-8")
            cut = chance.randrange(len(spliced) + 1)
            return text[:at] + spliced[cut : cut + 2 * _LONGEST] + text[end:]
        case 5:
            lines = text.split("\n")
            chance.shuffle(lines)
            return "\n".join(lines)
        case _:
            token = chance.choice(MARKUP if chance.random() < 0.6 else FIGURES)
            return text[:at] + token + text[at:]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut or repeated."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(3):
            case 0:
                changed[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                del changed[at : at + chance.randrange(1, 64)]
            case _:
                changed[at:at] = changed[at : at + chance.randrange(1, 64)]
    return bytes(changed)


def _package(data: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts changed, at a tag or in its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    likely = [
        name
        for name in names
        if "document" in name or "sheet" in name or "slide" in name or "Strings" in name
    ]
    name = chance.choice(likely if likely and chance.random() < 0.8 else names)
    text = parts[name].decode("utf-8")
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = _xml(text, chance)
    parts[name] = text.encode("utf-8")
    if chance.random() < 0.03:
        del parts[chance.choice(sorted(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
    return out.getvalue()


def _xml(text: str, chance: random.Random) -> str:
    """One change that mostly leaves XML well formed: an element gone or doubled, a value or text changed."""
    pieces = text.split("<")
    if len(pieces) < 4:
        return text
    at = chance.randrange(2, len(pieces))
    match chance.randrange(5):
        case 0 | 1:  # a text
            tag, closing, _ = pieces[at].partition(">")
            if closing and not tag.endswith("?"):
                figure = chance.choice(FIGURES).replace("&", "").replace("\x00", "")
                pieces[at] = f"{tag}>{figure}"
        case 2:  # an attribute's value
            values = pieces[at].split('"')
            if len(values) > 2:
                place = chance.randrange(1, len(values) - 1, 2) if len(values) > 3 else 1
                values[place] = chance.choice(
                    ("", "0", "1", "-1", "99999999", "x", "true", values[place] * 2)
                )
                pieces[at] = '"'.join(values)
        case 3:  # an element without children gone or doubled
            if pieces[at].partition(">")[0].endswith("/"):
                tag, _, rest = pieces[at].partition(">")
                pieces[at] = rest if chance.random() < 0.5 else f"{tag}><{tag}>{rest}"
                if not pieces[at].startswith(tag):
                    return (
                        "<".join(pieces[:at])
                        + pieces[at]
                        + "".join(f"<{piece}" for piece in pieces[at + 1 :])
                    )
        case _:  # a whole element doubled
            name = pieces[at].partition(">")[0].split(" ")[0].rstrip("/")
            end = next((i for i in range(at, len(pieces)) if pieces[i].startswith(f"/{name}>")), None)
            if name and not name.startswith(("/", "?")) and end is not None and end - at < 400:
                pieces[end + 1 : end + 1] = pieces[at : end + 1] * chance.choice((1, 1, 3, 20))
    return "<".join(pieces)
