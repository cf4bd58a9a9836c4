"""YAML -> typed rules and schemas."""

from tieout.rulebook.book import Concept, Example, Identity, Rule, Rulebook, Schemas, UnitWords, Words
from tieout.rulebook.load import load_rulebook

__all__ = [
    "Concept",
    "Example",
    "Identity",
    "Rule",
    "Rulebook",
    "Schemas",
    "UnitWords",
    "Words",
    "load_rulebook",
]
