"""What a person sees on the pages of a PDF and is not read: pictures, outlines, damage, overprint."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from tieout.model import Place, Problem, Unread, passed_over
from tieout.read.pdf.frame import Box
from tieout.read.pdf.objects import lost_objects
from tieout.read.pdf.streams import cut_short, damaged_streams, pages_of, written_on
from tieout.read.pdf.words import Page, Word
from tieout.wording import say

LEAST_SIDE = 7.0  # points: a picture with a shorter side is a rule, a bullet or shading
COVERED = (
    0.2  # share of the height of a picture along which text stands on it: it is a background or was read
)
SCAN = 0.6  # share of a page that a scanned image of it takes
OVER = 0.6  # share of the width of a word
LATIN = "\u036f"
USUAL = {
    "CJK",
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "MATHEMATICAL",
    "FULLWIDTH",
    "MODIFIER",
}
MANY_SCRIPTS = 4
RARE = 0.1  # share of letters
WORD = re.compile(r"[A-Za-z\d一-鿿]{2}")  # marks and accents are set over letters
OFTEN = 2  # pages on which a picture at one place is told of
FEW_OUTLINES = 12  # letters drawn as paths; fewer are a mark or a logo
FEW_UNNAMED = 3  # characters without a name on a page; fewer are bullets and marks


def scanned(page: Page) -> bool:
    """Whether a page is an image, with at most a header and a footer printed on it."""
    area = page.width * page.height
    return any(image.width * image.height > SCAN * area for image in unread_images(page))


def unread_images(page: Page) -> list[Box]:
    """The pictures of a page on which no text was read."""
    whole = Box(0, 0, page.width, page.height)
    seen = [image.intersection(whole) for image in page.images]
    return [box for box in seen if min(box.width, box.height) > LEAST_SIDE and not _covered(box, page.words)]


def _covered(image: Box, words: Sequence[Word]) -> bool:
    """Whether text stands all over a picture; printed on top and bottom alone it does not."""
    inside = {
        round(word.box.top): word.box.height
        for word in words
        if image.left <= word.box.middle <= image.right and image.top <= word.box.top < image.bottom
    }
    return sum(inside.values()) > COVERED * image.height


def of_pages(pages: Sequence[Page], recognised: Collection[int]) -> Iterator[Problem]:
    """What was passed over on the pages; pictures on those that were recognised have been read."""
    seen: Counter[Box] = Counter()
    for page in pages:
        images = [] if page.number in recognised else unread_images(page)
        seen.update(map(_rounded, images))
        # A logo is told of twice at most, not on every page.
        fresh = [image for image in images if seen[_rounded(image)] <= OFTEN]
        yield from _of_page(page, fresh)


def _of_page(page: Page, images: Sequence[Box]) -> Iterator[Problem]:
    if images:
        told = (
            say("the page is an image without a text layer: it was not read")
            if scanned(page)
            else _counted(images)
        )
        where = _place(page, images[0])
        yield passed_over(Unread.IMAGES, _on(page.number, told), where, count=len(images))
    if page.outlines >= FEW_OUTLINES:
        told = say(
            "about {count} letters are drawn as outlines, not set as text; they were not read",
            count=page.outlines,
        )
        yield passed_over(
            Unread.DRAWINGS, _on(page.number, told), Place(page=page.number), count=page.outlines
        )
    if page.slanting:
        text = " ".join(page.slanting)
        told = say('text that runs at a slant was not read: "{text}"', text=text[:60])
        yield passed_over(
            Unread.ROTATED, _on(page.number, told), Place(page=page.number), count=len(text), text=text
        )
    yield from page.laid_over
    yield from _illegible(page)


def _counted(images: Sequence[Box]) -> str:
    if len(images) == 1:
        return say("what a picture shows was not read")
    return say("what {count} pictures show was not read", count=len(images))


def _on(page: int, told: str) -> str:
    """What is told of a page."""
    return say("page {page}: {told}", page=page, told=told)


def _illegible(page: Page) -> Iterator[Problem]:
    strange = _misnamed(page.words)
    if strange:
        told = say("about {count} letters are nonsense, for the font names them wrongly", count=strange)
        yield passed_over(Unread.TEXT, _on(page.number, told), Place(page=page.number), count=strange)
    unnamed = sum(word.text.count("\ufffd") for word in page.words)
    if unnamed >= FEW_UNNAMED:
        told = say(
            "{count} characters have no name in their font, so that nobody can say what they are",
            count=unnamed,
        )
        yield passed_over(Unread.TEXT, _on(page.number, told), Place(page=page.number), count=unnamed)
    over = overprinted(page.words)
    if over:
        told = (
            say("1 word printed over others, so that neither is read")
            if len(over) == 1
            else say("{count} words printed over others, so that neither is read", count=len(over))
        )
        text = " ".join(word.text for word in over)
        yield passed_over(
            Unread.TEXT, _on(page.number, told), _place(page, over[0].box), count=len(over), text=text
        )


def _misnamed(words: Sequence[Word]) -> int:
    """How many letters of rare scripts stand on a page that mixes many of them, as no writer does."""
    scripts: Counter[str] = Counter()
    letters = 0
    for word in words:
        for char in word.text:
            if char > LATIN and char.isalpha():
                scripts[_script(char)] += 1
            letters += char.isalpha()
    rare = {script: count for script, count in scripts.items() if script not in USUAL}
    return sum(rare.values()) if len(rare) >= MANY_SCRIPTS and sum(rare.values()) > RARE * letters else 0


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]


def overprinted(words: Sequence[Word]) -> list[Word]:
    """Words that stand where others do and say something else."""
    found: list[Word] = []
    for left, right in pairwise(sorted(words, key=lambda word: (round(word.baseline), word.box.left))):
        shared = min(left.box.right, right.box.right) - max(left.box.left, right.box.left)
        least = min(left.box.width, right.box.width)
        if shared <= OVER * least or abs(left.baseline - right.baseline) > 0.3 * min(left.size, right.size):
            continue
        if left.text != right.text and WORD.search(left.text) and WORD.search(right.text):
            found.append(right)
    return found


def of_file(data: bytes, read: Sequence[Page]) -> Iterator[Problem]:
    """What damage to a file hides; `read` are its pages as they were read."""
    wordless = [page.number for page in read if _wordless(page)]
    for number in written_on(data, wordless):
        said = say("no text came out where there is some: a font or list of the file is damaged")
        told = _on(number, said)
        yield passed_over(Unread.DAMAGED, told, Place(page=number))
    damaged = damaged_streams(data)
    pages = pages_of(data, damaged) if damaged else {}
    for number in damaged:
        where = f"page {pages[number]}: the" if number in pages else "a"
        told = f"{where} stream of object {number} is damaged; what it holds was read in part or not at all"
        yield passed_over(Unread.DAMAGED, told, Place(page=pages.get(number)))
    lost = lost_objects(data)
    if lost:
        told = say(
            "the list of objects of the file leads past {count}: what they draw is missing", count=len(lost)
        )
        yield passed_over(Unread.DAMAGED, told, count=len(lost))
    if cut_short(data):
        yield passed_over(Unread.DAMAGED, say("the file is cut short: it may have had more pages"))


def _wordless(page: Page) -> bool:
    """Whether no word was found on a page, and nothing that was said to go unread."""
    return not (page.words or page.turned or page.slanting)


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))


def _place(page: Page, box: Box) -> Place:
    near = _rounded(box)
    return Place(page=page.number, bbox=(near.left, near.top, near.right, near.bottom))
