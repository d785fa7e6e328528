"""What commands that wait for runs have in common."""

from __future__ import annotations

from typing import Final

#: How often somebody is looked for who starts runs that wait, in seconds.
HELP_INTERVAL: Final = 1.0
#: What shells report of a program that Ctrl+C ended: 128 and the number of SIGINT.
INTERRUPTED: Final = 130
