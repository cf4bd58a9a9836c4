"""A figure or a finding explained: what was read, what is claimed of it, the readings, what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.coverage import Tick, facts_of, ties
from tieout.judge.messages import apart, calculation, message
from tieout.model import Evidence, Fact, Finding, Outcome, Report, Status, Verdict
from tieout.model.claims import Claim, Signs
from tieout.model.lines import Line
from tieout.render.facts import period_text, reading_of
from tieout.render.names import form_of, meaning_of, name_of, worded
from tieout.render.quote import Marked, quotes, width
from tieout.render.text import finding_lines
from tieout.render.view import STANDINGS, View, anchor, printable
from tieout.rulebook.book import Schemas
from tieout.wording import COMMA, SEMICOLON, Message, Texts, joined, say, translated

MOST_CLAIMS = 12  # of one figure; a base of shares stands in hundreds
BELIEVED = {
    Evidence.STATED: say("the text says so"),
    Evidence.LABELLED: say("its labels say so"),
    Evidence.SUPPORTED: say("other lines of the table obey it"),
    Evidence.DECLARED: say("the rulebook declares it"),
    Evidence.GUESSED: say("it is a guess"),
}
VERDICTS = {
    Verdict.FAILS: say("fails"),
    Verdict.HOLDS: say("holds"),
    Verdict.NOT_EVALUATED: say("not evaluated"),
}
SPEAK = {say("an error"): "speak/error", say("a warning"): "speak/warning"}
ORDER = (Verdict.FAILS, Verdict.HOLDS, Verdict.NOT_EVALUATED)


def render_figures(view: View, report: Report, facts: Sequence[Fact]) -> str:
    """A page for each figure."""
    return "\n\n".join("\n".join(_figure(view, report, fact)) for fact in facts) + "\n"


def render_finding(view: View, finding: Finding) -> str:
    """A finding replayed: its message and calculation, every figure as it was read, its claims."""
    return "\n".join(_replay(view, finding)) + "\n"


def _figure(view: View, report: Report, fact: Fact) -> Iterator[str]:
    where = printable(anchor(view.locate(fact)))
    language = view.language(report.path)
    mark = translated(STANDINGS[_standing(view, report, fact)], language).upper()
    yield f"{where}  {printable(fact.figure.text)}  {mark}"
    yield from _quoted(view, report, fact)
    yield ""
    yield from _listed(_read(view, report, fact), language)
    outcomes = _outcomes(view, fact)
    yield from ("", f"  {_why(view, report, fact, outcomes)}")
    for number, outcome in enumerate(outcomes[:MOST_CLAIMS], 1):
        yield ""
        yield from _claim(view, outcome, f"{number:>2}  ")
    if len(outcomes) > MOST_CLAIMS:
        more = say("… and {count} more", count=len(outcomes) - MOST_CLAIMS)
        yield from ("", f"  {translated(more, language)}")


def _replay(view: View, finding: Finding) -> Iterator[str]:
    yield finding.fingerprint
    yield from finding_lines(view, finding)
    for fact in dict.fromkeys(facts_of(finding.outcome.relation)):
        report = view.reports[fact.report]
        yield from ("", f"  {printable(fact.figure.text)}  {printable(anchor(view.locate(fact)))}")
        yield from (f"  {line}" for line in _listed(_read(view, report, fact), view.language(fact.report)))
    for number, outcome in enumerate((finding.outcome, *finding.consequences), 1):
        yield ""
        yield from _claim(view, outcome, f"{number:>2}  ")
    rule = view.rules.get(finding.outcome.relation.rule)
    if rule is not None:
        yield from (
            "",
            f"  {' '.join(translated(rule.summary, view.rest).split())} (tieout explain {rule.id})",
        )


def _standing(view: View, report: Report, fact: Fact) -> str:
    tick = view.marks.tick(report, fact)
    if tick is Tick.UNCOVERED and (report.path, fact.id) in view.marks.plausible:
        return "consistent"
    return tick.value


def _why(view: View, report: Report, fact: Fact, outcomes: Sequence[Outcome]) -> str:
    """In one sentence, why the figure has its mark."""
    verdicts, language = [outcome.verdict for outcome in outcomes], view.language(report.path)
    standing = _standing(view, report, fact)
    if not outcomes:
        return translated(say("It is uncovered: nothing was found that claims anything of it."), language)
    if standing == "failing":
        said = _failing(verdicts.count(Verdict.FAILS), len(outcomes))
    elif standing == "tied":
        said = _tying(sum(_ties(outcome) for outcome in outcomes), len(outcomes))
    elif standing == "consistent":
        said = say("what it stands in holds, but would hold for nearly any value")
    else:
        said = view.marks.reason(report, fact)
    whole = say("It is {standing}: {why}.", standing=STANDINGS[standing], why=said)
    return printable(translated(whole, language))


def _failing(count: int, claims: int) -> str:
    if claims == 1:
        return say("the one claim it stands in fails")
    if count == 1:
        return say("1 of the {claims} claims it stands in fails", claims=claims)
    return say("{count} of the {claims} claims it stands in fail", count=count, claims=claims)


def _tying(count: int, claims: int) -> str:
    if claims == 1:
        return say("the one claim it stands in ties it")
    if count == 1:
        return say("1 of the {claims} claims it stands in ties it", claims=claims)
    return say("{count} of the {claims} claims it stands in tie it", count=count, claims=claims)


def _ties(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.HOLDS and ties(outcome)


def _outcomes(view: View, fact: Fact) -> list[Outcome]:
    """What became of the claims it stands in: failing ones first, then those that tie it."""
    mine = [outcome for outcome in view.results.outcomes if fact in tuple(facts_of(outcome.relation))]
    return sorted(mine, key=lambda outcome: (ORDER.index(outcome.verdict), not _ties(outcome)))


def _quoted(view: View, report: Report, fact: Fact) -> Iterator[str]:
    for quote in quotes(view, [Marked(report, fact.figure, "")]):
        yield f"  | {quote.line}"
        yield f"  | {quote.marks.rstrip()}"


def _listed(entries: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """Names and what they are, in two columns."""
    told = [(translated(name, language), _if_said(text, language)) for name, text in entries]
    wide = max(width(name) for name, _ in told)
    for name, text in told:
        yield f"  {name}{' ' * (wide - width(name))}  {printable(text)}"


def _if_said(text: str, language: str) -> str:
    """Our own words in a language; those of a report stay as they are."""
    return translated(text, language) if isinstance(text, Message | Texts) else text


def _read(view: View, report: Report, fact: Fact) -> list[tuple[str, str]]:
    """What extraction made of a figure; what it does not have is left out."""
    schemas = view.book.schemas
    meaning = "" if fact.concept is None else meaning_of(fact.concept, schemas)
    scopes = joined([worded(one, schemas) for one in fact.scope], COMMA)
    told = [*reading_of(fact), (say("meaning"), meaning), (say("of"), fact.entity or "")]
    told.append((say("period"), "" if fact.period is None else period_text(fact.period)))
    told.append((say("status"), "" if fact.status is Status.ACTUAL else name_of(fact.status.value)))
    told += [(say("basis"), worded(fact.basis, schemas) if fact.basis else ""), (say("scope"), scopes)]
    told += [(say("source"), fact.source or ""), (say("label"), _path(fact.label))]
    told += _lines(report, fact)
    return [(name, text) for name, text in told if text]


def _lines(report: Report, fact: Fact) -> Iterator[tuple[str, str]]:
    """The row and column of a figure in a table, and what they were taken for."""
    row, col, block = fact.figure.row, fact.figure.col, fact.figure.block
    grid = next((grid for grid in report.grids if grid.block == block), None)
    if grid is None or row is None or col is None:
        return
    lines = grid.lines
    across, down = (None, None) if lines is None else (lines.rows[row - 1], lines.cols[col - 1])
    yield say("row {row}", row=row), _line(grid.row_labels[row - 1], across)
    yield say("column {col}", col=col), _line(grid.col_labels[col - 1], down)


def _line(label: Sequence[str], line: Line | None) -> str:
    named = _path(label) or say("without a label")
    if line is None:
        return named
    reason = line.reason or say("nothing says otherwise")
    return say("{label} ({role}: {reason})", label=named, role=name_of(line.role.value), reason=reason)


def _path(label: Sequence[str]) -> str:
    """A path of labels, outermost first; what is said twice in a row is said once."""
    parts = [" ".join(part.split()) for part in label if part]
    return " / ".join(part for before, part in zip([None, *parts], parts, strict=False) if part != before)


def _claim(view: View, outcome: Outcome, head: str) -> Iterator[str]:
    """One claim: the rule that asks, the calculation, how it was read, and what came of it."""
    relation = outcome.relation
    known = [one for one in view.results.findings if outcome in (one.outcome, *one.consequences)]
    said = "".join(f"  {one.severity.label} {one.fingerprint}" for one in known)
    language = view.language(relation.report)
    yield f"{head}{translated(VERDICTS[outcome.verdict], language)}  {relation.rule}{said}"
    steps = translated(calculation(relation), language).splitlines()
    yield from (f"      {printable(step)}" for step in steps)
    yield from (f"    {line}" for line in _listed(list(_entries(view, outcome)), language))


def _entries(view: View, outcome: Outcome) -> Iterator[tuple[str, str]]:
    relation = outcome.relation
    yield say("believed"), BELIEVED[relation.evidence]
    if relation.claim is not None:
        yield from _readings(relation.claim, view.book.schemas)
    if outcome.verdict is Verdict.NOT_EVALUATED:
        yield say("because"), relation.reason
    else:
        yield say("measured"), message(outcome) if outcome.verdict is Verdict.FAILS else apart(outcome)
    if relation.claim is not None:
        yield from _weighed(view, relation.claim)


def _readings(claim: Claim, schemas: Schemas) -> Iterator[tuple[str, str]]:
    """What claims it, the reading chosen and those it was chosen from, each with its bits to spare."""
    by = [form_of(word, schemas) for word in claim.words]
    if by or claim.layout:
        yield say("claimed by"), joined([*by, *([claim.layout] if claim.layout else [])], COMMA)
    if claim.reading:
        yield say("reading"), _with_bits(claim.reading, claim.spare_bits)
    for rival in claim.rivals:
        lines = rival.held + rival.missed
        counts = say("holds on {held} of {lines} lines", held=rival.held, lines=lines)
        yield say("tried"), joined([_with_bits(rival.reading, rival.spare_bits), counts], COMMA)
    rest = claim.tried - len(claim.rivals)
    if rest > 0:
        fewer = say("other readings with fewer bits: {count}", count=rest)
        yield say("tried"), say("other readings: {count}", count=rest) if claim.spare_bits is None else fewer


def _with_bits(reading: str, bits: int | None) -> str:
    if bits is None:
        return reading
    if bits == 1:
        return say("{reading}: 1 bit to spare", reading=reading)
    return say("{reading}: {bits:,} bits to spare", reading=reading, bits=bits)


def _weighed(view: View, claim: Claim) -> Iterator[tuple[str, str]]:
    """What speaks for a mistake of the report and against it, and from which odds on it is spoken of."""
    if claim.odds is None:
        return
    yield say("weighed"), _signs(claim.signs) if claim.signs is not None else ""
    table = view.book.schemas.evidence
    spoken = [
        say("{name} from {bits}", name=said, bits=f"{table[key] / 10:g}")
        for said, key in SPEAK.items()
        if key in table
    ]
    told = say("{bits} bits for a mistake of the report", bits=f"{claim.odds / 10:g}")
    yield say("odds"), say("{odds} ({spoken})", odds=told, spoken=joined(spoken, COMMA))


def _signs(signs: Signs) -> str:
    parts = [say("other entries: {held} hold, {missed} miss", held=signs.held, missed=signs.missed)]
    parts += [say("its operands leave no choice")] if signs.closed else []
    parts += [say("a known kind of mistake fits")] if signs.mistake else []
    parts += [say("it misses by little")] if signs.near else []
    return joined([*parts, *(_but(doubt) for doubt in sorted(signs.doubts))], SEMICOLON)


def _but(doubt: str) -> str:
    return joined([say("but"), doubt], " ")
