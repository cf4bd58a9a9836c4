"""The company that a report is on, where neither a code nor any figure names it.

星海公司2024年年报点评 ... 公司实现营业收入: a title or a sentence begins with what looks like the name of
a company, and sentences speak of it, or of the company, as of somebody. A report in which figures belong
to anybody else is on no company by this.
"""

from __future__ import annotations

from tieout.extract.entities import spelled
from tieout.extract.subjects import is_version
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Report, Sentence
from tieout.relate.across.titles import Title

_NAME = r"(?P<name>[\u4e00-\u9fff]{2,4}?(?:{=company_noun}|{line_of_business}))"
_TITLED = Phrase(rf"\W*{_NAME}(?=[^\u4e00-\u9fff]|{{report_kind}}|\Z)")
_SPOKEN = Phrase(
    rf"\W*(?:20\d\d\s?{{year_word}}?[，,]?\s?)?{_NAME}"
    r"(?=[，,]?\s?(?:{on_date}?\s?20\d\d|{company_does}))"
)
_ACTS = Phrase(r"(?:^|[\W\d]|{year_word}|{year_end}|{month_word})\s?{=company_alone}|{the_company}")
_NOBODY = Phrase(r"{any_company}")


def company_of(report: Report, titled: Title, lexicon: Lexicon) -> str:
    """The name of the company that a report is on, spelled as entities are; empty if nothing shows one.

    Args:
        report: a report, or its shard.
        titled: what its title names.
        lexicon: the words in force.
    """
    if any(fact.entity is not None and not is_version(fact.entity) for fact in report.facts):
        return ""
    sentences = [one for one in report.sentences if one.row is None and _tells(one)]
    heading = "" if report.metadata.title is None else report.metadata.title.text
    own = titled.head or _begins(heading, _TITLED, lexicon)
    named = {name for one in sentences if (name := _begins(one.text, _SPOKEN, lexicon))}
    if not own:
        return spelled(named.pop()) if len(named) == 1 else ""
    spoken_of = own in named or any(lexicon.pattern(_ACTS).search(one.text) for one in sentences)
    return spelled(own) if spoken_of and named <= {own} else ""


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence has a figure that may be compared; a shard keeps no others."""
    return any(fact.figure.quantity is not None or fact.concept is not None for fact in sentence.facts)


def _begins(text: str, form: Phrase, lexicon: Lexicon) -> str:
    """The name of a company at the beginning of a text; companies at large are nobody."""
    found = lexicon.pattern(form).match(text)
    if found is None or lexicon.pattern(_NOBODY).search(found["name"]) is not None:
        return ""
    return found["name"]
