"""The command line: the only place that prints, exits, and reads the clock and the environment.

Results go to stdout, everything said about them to stderr. Whatever happens, the exit code is 0, 1, 2 or
130 and there is no traceback.
"""

from __future__ import annotations

import gc
import signal
import sys

import click

from tieout.cli.commands import app
from tieout.cli.help import language_of, usage_told
from tieout.cli.surroundings import UndeliveredError, tell
from tieout.contain import STOPPING
from tieout.errors import TieoutError
from tieout.gate import INTERRUPTED, UNTRUSTED
from tieout.process import drop_stdout, fill_closed_streams, interrupter
from tieout.wording import say, translated


def main() -> None:
    """Run the command line and exit."""
    sys.exit(_guarded(sys.argv[1:]))


def spare_the_collector() -> None:
    """Look for cyclic garbage rarely: the records of a run are many, live to its end and form no cycles."""
    gc.set_threshold(100_000, 20, 20)


def _guarded(arguments: list[str]) -> int:
    """Turn every way of going wrong into a line on stderr and an exit code."""
    fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    spare_the_collector()
    before = {number: signal.getsignal(number) for number in STOPPING}
    interrupt = interrupter()
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, interrupt)
    try:
        code = app.main(arguments, prog_name="tieout", standalone_mode=False, obj=arguments)
    except click.ClickException as error:
        tell(f"error: {usage_told(error, language_of(arguments))}")
        return UNTRUSTED
    except TieoutError as error:
        tell(f"error: {error.told(language_of(arguments))}")
        return UNTRUSTED
    except (KeyboardInterrupt, click.Abort):
        tell(translated(say("interrupted"), language_of(arguments)))
        return INTERRUPTED
    except BrokenPipeError:
        drop_stdout()
        return UNTRUSTED
    except UndeliveredError as error:
        drop_stdout()
        said = say("the results could not be written to stdout: {reason}", reason=error.args[0])
        tell(f"error: {translated(said, language_of(arguments))}")
        return UNTRUSTED
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        said = say("internal error, please report it: {fault}", fault=fault)
        tell(f"error: {translated(said, language_of(arguments))}")
        return UNTRUSTED
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if isinstance(code, int) else 0
