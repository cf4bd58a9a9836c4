"""Accuracy, measured from the command line's own JSON output on material that nobody here wrote."""
