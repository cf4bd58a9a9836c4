"""The Python interface: `import tieout` and call these; everything is loaded when it is first used.

`check` walks reports down the street as the command of that name does and hands out what was found as frames,
`audit` writes a dossier as well;
`check_frame` and `assert_ties` do the same for a table that a script is about to publish; `schema` is the
rulebook for pandera.
"""

from tieout.api.checked import Checked
from tieout.api.checking import audit, check, schema
from tieout.api.tables import assert_ties, check_frame

__all__ = ["Checked", "assert_ties", "audit", "check", "check_frame", "schema"]
