"""YAML -> typed rules and schemas."""

from tieout.rulebook.book import Concept, Example, Identity, Rule, Rulebook, Schemas, UnitWords
from tieout.rulebook.load import load_rulebook

__all__ = [
    "Concept",
    "Example",
    "Identity",
    "Rule",
    "Rulebook",
    "Schemas",
    "UnitWords",
    "load_rulebook",
]
