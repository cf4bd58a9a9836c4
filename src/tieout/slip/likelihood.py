"""How figures go wrong between the source and the page, and how often: the one table of it.

The shares are a convention, worth what they rank: the order of repairs that fit equally well. A share is of
all wrong figures; where a sort can happen in many ways to one figure, it is divided among them.
"""

from __future__ import annotations

from enum import StrEnum

from tieout.wording import say


class Sort(StrEnum):
    """A way to go wrong, in the words of a message."""

    DIGIT = say("one digit is wrong")
    NEIGHBOURS = say("two digits are transposed")
    EXCHANGED = say("two digits are exchanged")
    TWO_DIGITS = say("two digits are wrong")
    SIGN = say("the sign is reversed")
    SCALE_WORD = say("another scale word")
    SCALE = say("a scale word is missing")
    TENFOLD = say("the point is shifted")
    DROPPED = say("a digit is missing")
    ADDED = say("a digit is printed too many")
    DOUBLED = say("it is doubled")
    STALE = say("it was not updated")
    REVISED = say("it was changed alone")
    REPEATED = say("it repeats the figure above")
    OTHER = ""  # any other value


SHARES: dict[Sort, float] = {
    Sort.DIGIT: 0.35,  # a key beside, a misread digit: over nine digits in every place
    Sort.NEIGHBOURS: 0.15,  # over all pairs: that two hands cross is as likely for any of them
    Sort.EXCHANGED: 0.15,  # the same for digits that stand apart: rarer for each pair, and there are more
    Sort.TWO_DIGITS: 0.02,  # over 81 for each pair: below one digit however long the figure is
    Sort.SIGN: 0.1,  # brackets lost, a fall told as a rise
    Sort.SCALE_WORD: 0.1,  # the other word is known and stands in the figure's text
    Sort.SCALE: 0.05,  # a thousandfold and the like, with no word that shows it
    Sort.TENFOLD: 0.1,  # over both directions
    Sort.DROPPED: 0.03,  # over every place
    Sort.ADDED: 0.02,  # over ten digits in every place
    Sort.DOUBLED: 0.01,  # a part counted twice: only where the half fits as printed
    Sort.STALE: 0.1,  # a total left as it was when a part changed: over all amounts of that length
    Sort.REVISED: 0.005,  # a part changed at will: twenty times rarer than a total left behind
    Sort.REPEATED: 0.05,  # an eye that slid by a line: only where the figure above is the same
    Sort.OTHER: 0.1,  # over all values of that length
}

EXACT_SUMS = 0.85  # of published sums that tie do so without rounding: what a repaired sum should do as well
LEAST_CHANCE = 0.02  # of a value at the ends of what rounding allows, against that of the computed one
ZEROS = 10  # how much likelier "too large" is for a figure that ends in the zeros that this would have added
MOST_DIGITS = 7  # a longer arbitrary value is no less likely: nobody changes all digits by chance
FACTOR_DIGITS = 3  # a usual length: of two factors the shorter is not the likelier to have any value
KNOWN = 0.05  # likelihood of a cause that a kind knows and that is no slip of digits
UNKNOWN = 1e-9  # floor of a likelihood, so that it has a logarithm: below any slip of fifteen digits
