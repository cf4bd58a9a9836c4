"""The dossier of an audit: a folder of pages that people open, read and sign off.

`index.html` says what was audited and how it came out; every report has a page of its own with each figure
marked. The pages are files that need no network: their policy forbids all of it, and what a report says can
be nothing but text in them.
"""

from tieout.dossier.write import Companion, write_dossier

__all__ = ["Companion", "write_dossier"]
