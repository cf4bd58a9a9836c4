"""What a dossier was made of, so that anybody can work it out again: inputs, rules and results as digests."""

from tieout.signoff.digests import Digests, digests_of, read_digests, write_digests
from tieout.signoff.verification import Check, Outcome, verified
from tieout.sources import DIGESTS

__all__ = [
    "DIGESTS", "Check", "Digests", "Outcome", "digests_of", "read_digests", "verified", "write_digests",
]  # fmt: skip
