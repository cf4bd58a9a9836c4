"""How an expectation of ours looks in Data Docs: the rule, how many rows break it, and each of them as a row.

Cells of tables go into pages as they are, so what a report says is escaped here.
"""

from __future__ import annotations

from html import escape
from typing import Any

from great_expectations.core import ExpectationValidationResult
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.render import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from tieout.data.plain import shown

HIDDEN = frozenset({"closed", "low_closed", "high_closed"})  # columns that nobody reads
ORDER = (
    "expression", "text", "label", "report", "place", "gap", "slack", "low", "high", "day", "not_after",
    "relation", "fact",
)  # fmt: skip
LABELS = {"day": "date", "not_after": "not after"}
NOTHING = {"icon": {"classes": ["fas", "fa-minus"], "tag": "i"}}


class Rendering:
    """The renderers; stands before the class of an expectation among its bases."""

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
        **_: Any,
    ) -> list[RenderedStringTemplateContent]:
        """The name of the rule and what it asks for."""
        known = configuration or (result.expectation_config if result else None)
        meta = _meta(configuration, result)
        params = {"rule": known.kwargs.get("rule", "") if known else "", "summary": meta.get("summary", "")}
        styling = {"params": {"rule": {"classes": ["rule"]}}}
        template = {"template": "$rule $summary", "params": params, "styling": styling}
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=template)]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.STATUS_ICON)
    def _diagnostic_status_icon_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> RenderedStringTemplateContent:
        """A dash where there was nothing to evaluate: that is no success."""
        if result is None or errors_of(result) or result.result.get("element_count"):
            told: RenderedStringTemplateContent = super()._diagnostic_status_icon_renderer(  # type: ignore[misc]
                configuration, result, runtime_configuration
            )
            return told
        template = {"template": "$icon", "params": {"icon": ""}, "styling": {"params": NOTHING}}
        styling = {"parent": {"classes": ["hide-succeeded-validation-target-child"]}}
        return RenderedStringTemplateContent(
            content_block_type="string_template", string_template=template, styling=styling
        )

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> str:
        """How many rows there were, how many break it, and how many could not be evaluated."""
        counts = result.result if result else {}
        if not counts:
            return "could not be evaluated"
        found, broken = counts["element_count"], counts["unexpected_count"]
        said = f"{broken:,} of {found:,} break it" if found else "nothing to evaluate"
        unknown = _meta(configuration, result).get("not_evaluated")
        return f"{said}, {unknown:,} not evaluated" if unknown else said

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent | CollapseContent]:
        """What went wrong, where the expectation itself raised."""
        messages = errors_of(result) if result else ()
        template = {"template": "$said", "params": {"said": "; ".join(messages)}}
        content = RenderedStringTemplateContent(
            content_block_type="string_template", string_template=template
        )
        return [content] if messages else []

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedTableContent | CollapseContent] | None:
        """The rows that break it, one each."""
        rows: list[dict[str, Any]] = (result.result.get("unexpected_index_list") or []) if result else []
        if not rows:
            return None
        names = sorted(rows[0].keys() - HIDDEN, key=ORDER.index)
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=[LABELS.get(name, name) for name in names],
                table=[[escape(shown(str(row[name]))) for name in names] for row in rows],
                styling={"body": {"classes": ["rows"]}},
            )
        ]


def _meta(
    configuration: ExpectationConfiguration | None, result: ExpectationValidationResult | None
) -> dict[str, Any]:
    """What a suite says of an expectation."""
    known = configuration or (result.expectation_config if result else None)
    return (known.meta or {}) if known else {}


def errors_of(result: ExpectationValidationResult) -> tuple[str, ...]:
    """What an expectation raised, if it did: it says so of itself, or of each of its metrics."""
    info: dict[str, Any] = result.exception_info or {}
    every = [info] if "raised_exception" in info else list(info.values())
    return tuple(str(one.get("exception_message")) for one in every if one.get("raised_exception"))
