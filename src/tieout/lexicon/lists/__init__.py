"""All word lists of `schemas/`, a module for each file with some; others are a `Role` and a value of it.

Whoever asks for words asks for `WordList`, whatever file they stand in.
"""

from tieout.lexicon.lists.dates import DateWords
from tieout.lexicon.lists.disclosure import Disclosure
from tieout.lexicon.lists.forms import Forms
from tieout.lexicon.lists.labels import Labels
from tieout.lexicon.lists.meaning import Meaning
from tieout.lexicon.lists.names import Names
from tieout.lexicon.lists.naming import Name, Named
from tieout.lexicon.lists.numerals import Numerals
from tieout.lexicon.lists.prose_words import ProseWords
from tieout.lexicon.lists.reading import Reading
from tieout.lexicon.lists.statements import Statements
from tieout.lexicon.lists.units import Units

__all__ = ["Name", "Reading", "WordList"]


class WordList(
    Reading,
    Statements,
    Forms,
    ProseWords,
    Units,
    Names,
    Meaning,
    Disclosure,
    Labels,
    DateWords,
    Numerals,
    metaclass=Named,
):
    """The names of all word lists of the schemas."""
