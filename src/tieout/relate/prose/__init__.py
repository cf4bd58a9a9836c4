"""Relations that sentences state: a line of marks is made of each, forms and lists are read along it.

A mark is a figure, or words with all the names they have in the schemas. Forms are data
(`schemas/statements.yaml`); lists, sums and chains of any length are found along the line. The arithmetic
decides on intervals. Where words could bind otherwise, silence.
"""
