"""Figures that a text works out from others: each claimed by its own word, its operands found around it.

A rate, a difference, a total, a mean, a multiple, a share or the result of a named equation is claimed by the
words beside it. Its operands are other figures of the passage, in any order and with clauses between: those
of its unit, told by their own words. Every way to choose them costs bits (`choosing`): what is named costs
nothing, what is only near a few. The values choose among the ways; a claim fails only where its words leave
one way, and a slip explains the miss.
"""
