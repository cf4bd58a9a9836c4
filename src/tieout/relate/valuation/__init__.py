"""Identities of a valuation over a whole report: one figure of today stands behind every year's multiple.

A price, a market value and a number of shares are of now (`of_now` in `schemas/valuation.yaml`): an
identity with one of them says it again in every year, earnings times their multiple in 2025 as in 2027. It
is stated in a sidebar or a sentence, or stands nowhere; then the years must agree with one another.
"""

from tieout.relate.valuation.find import valued

__all__ = ["valued"]
