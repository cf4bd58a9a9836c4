"""What the templates and pictures of the dossier say, by the names that they use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tieout.render.standing import LEGEND, NAMES
from tieout.wording import Message, say, translated

WORDS: dict[str, Message] = {
    "dossier": say("Dossier of an audit"),
    "reports": say("Reports"),
    "report": say("Report"),
    "title": say("Title"),
    "date": say("Date"),
    "figures": say("Figures"),
    "checked": say("Checked"),
    "coverage": say("Coverage"),
    "guarded": say("Guarded"),
    "guard_note": say(
        "Guarded is how much of what usually goes wrong with a figure (a digit, a sign, a factor of ten, a"
        " stale copy) would have been noticed."
    ),
    "parts": say("Sections and tables"),
    "table": say("Table"),
    "findings": say("Findings"),
    "finding": say("Finding"),
    "rules": say("Rules"),
    "rule": say("Rule"),
    "kind": say("Kind"),
    "severity": say("Severity"),
    "state": say("State"),
    "held": say("Hold"),
    "not_evaluated": say("Not evaluated"),
    "errors": say("Errors"),
    "warnings": say("Warnings"),
    "notes": say("Notes"),
    "known": say("Known"),
    "contradictions": say("Contradictions"),
    "no_contradictions": say("No two reports were found to state one fact differently."),
    "no_findings": say("There is no finding."),
    "pictures": say("Pictures"),
    "open_ones": say("Open findings"),
    "quiet_rules": say("Rules that found nothing"),
    "review": say("Review log"),
    "review_note": say(
        "What was found and how it was settled: open, known with a reason, or known once and due again."
    ),
    "reason": say("Reason"),
    "owner": say("Owner"),
    "until": say("Until"),
    "signed": say("Signed off"),
    "lapsed": say("lapsed"),
    "stands_still": say("stands"),
    "what": say("What"),
    "by": say("By"),
    "on": say("On"),
    "evidence": say("Evidence"),
    "problems": say("Not read or not done"),
    "companions": say("Also in this folder"),
    "filter": say("Filter"),
    "search": say("Search"),
    "all": say("All"),
    "none_left": say("Nothing matches the filter."),
    "clear": say("Clear the filter"),
    "how": say("How to read a page"),
    "keys": say("Keys"),
    "key_next": say("next and previous finding"),
    "key_move": say("from figure to figure, when one is chosen"),
    "key_search": say("search"),
    "key_close": say("close"),
    "key_back": say("the way back"),
    "key_help": say("this help"),
    "keys_on": say("Single letters are keys"),
    "close": say("Close"),
    "next": say("Next finding"),
    "previous": say("Previous finding"),
    "next_report": say("Next report"),
    "previous_report": say("Previous report"),
    "back": say("Back"),
    "to_index": say("All reports"),
    "text": say("The report"),
    "workings": say("All relations, worked through"),
    "as_table": say("As a table"),
    "suspect": say("Suspect"),
    "also_fails": say("Also fails"),
    "operands": say("Figures in it"),
    "in_report": say("in"),
    "label": say("Label"),
    "place": say("Place"),
    "value": say("Value"),
    "stands_for": say("Stands for"),
    "period": say("Period"),
    "why": say("Why"),
    "pick": say("Choose a figure or a finding to see how it was worked out."),
    "stands": say("How figures stand"),
    "unplaced": say("Figures without a place on a page"),
    "before_first": say("(before the first heading)"),
    "not_read": say("not read"),
    "not_checked": say("nothing in it was checked"),
    "not_judged": say("held against, not judged itself"),
    "section": say("Section"),
    "show": say("Show"),
    "link": say("Link to this finding"),
    "open": say("open"),
    "expired": say("expired"),
    "waived": say("waived"),
    "baseline": say("in the baseline"),
    "before": say("there before"),
    "as_of": say("As of"),
    "why_rule": say("Why it matters"),
    "fix_rule": say("What to do"),
    "page": say("Page"),
    "skip": say("Skip to the report"),
    "same_fact": say("One fact as reports state it"),
    "dates_told": say("Dates and periods that are told"),
    "ties_in_table": say("What ties in a table"),
    "standing": say("How it stands"),
    "row": say("Row"),
    "column": say("Column"),
}  # fmt: skip


@cache
def words_of(language: str) -> Mapping[str, str]:
    """All of them in a language, with the names and meanings of how figures stand."""
    told = {name: translated(word, language) for name, word in WORDS.items()}
    told |= {f"is_{standing}": translated(word, language) for standing, word in NAMES.items()}
    told |= {f"means_{standing}": translated(word, language) for standing, word in LEGEND.items()}
    return told
