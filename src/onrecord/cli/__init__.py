"""The command line: thin commands over the library. Rows go to standard output, progress and notes to standard error.

Exit codes: 0 done; 1 done, but some documents were refused or not read; 2 the command could not be carried out (wrong
use, no case, a broken setting). Heavy libraries are loaded by the commands that need them: `--help` answers at once.
"""

from __future__ import annotations

import sys

from onrecord.cli.app import app
from onrecord.errors import OnRecordError

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the `onrecord` command."""
    try:
        app()
    except OnRecordError as error:
        print(f"onrecord: {error.message}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
