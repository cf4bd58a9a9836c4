"""Relations that sentences state: one file per family of patterns, all over the same skeleton.

A sentence is reduced to its skeleton (figures and cue words become one letter each), patterns bind the
figures by position, and the arithmetic decides on intervals. Where words could bind otherwise, silence.
"""
