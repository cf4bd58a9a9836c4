"""tieout finds the relations that must hold between the figures of a report and says which do not."""

__version__ = "0.1.0"
