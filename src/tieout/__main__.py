"""`python -m tieout` is the command line."""

from tieout.cli import main

main()
