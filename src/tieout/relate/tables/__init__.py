"""Sums inside tables: which lines are totals of which other lines, and where they miss.

A grid becomes scaled integers (`matrix`), its lines get roles from their labels (`roles`), patterns of one
target line and its part lines are proposed (`search`), measured on every crossing line (`pattern`) and
chosen by the bits of evidence they carry (`choose`).
"""
