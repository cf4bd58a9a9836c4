"""A page to drop a report on, for this machine alone: it shows the dossier of what was dropped."""

from tieout.serve.app import application
from tieout.serve.dossiers import Dossiers

__all__ = ["Dossiers", "application"]
