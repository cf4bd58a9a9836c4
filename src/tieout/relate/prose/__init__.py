"""Relations that sentences state: forms of `schemas/statements.yaml`, and readings of the lists of a line.

A sentence is a line of marks: figures, words by their lists, and pauses. Forms fill slots with its figures;
what no form can say (shares of one whole, sums that bear themselves out, lists that pair up) is read off its
lists. The arithmetic decides on intervals; where words could bind otherwise, silence.
"""
