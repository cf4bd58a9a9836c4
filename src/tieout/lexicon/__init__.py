"""Words of a language: the lists of the schemas as typed tags, one matcher, one normalised label.

No other room spells out a word of a language. What a word means stands in `schemas/`; which lists there are
stands in `lists/`; how words are joined to a form with figures stands in the room that reads the form, as a
phrase with named slots.
"""

from tieout.lexicon.fold import fold, letter_pairs
from tieout.lexicon.lexicon import Label, Lexicon, Tag
from tieout.lexicon.lists import Name, Reading, WordList
from tieout.lexicon.matcher import Matcher, Spot
from tieout.lexicon.phrase import Phrase
from tieout.lexicon.role import BESIDE_LABELS, Role, is_declared
from tieout.lexicon.words import Words, compile_words, words_pattern

__all__ = [
    "BESIDE_LABELS",
    "Label",
    "Lexicon",
    "Matcher",
    "Name",
    "Phrase",
    "Reading",
    "Role",
    "Spot",
    "Tag",
    "WordList",
    "Words",
    "compile_words",
    "fold",
    "is_declared",
    "letter_pairs",
    "words_pattern",
]
