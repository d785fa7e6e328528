"""How much does the extension add to the start of the server?

The same command with and without it, from the command to the first answer.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from _figures import figure, interleaved, tell
from _server import served

_ROUNDS = 11
#: What it may add, in seconds.
_ALLOWED = 0.15


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root = Path(scratch)

        def start(*, extension: bool) -> float:
            with served(root, root / "home", extension=extension) as server:
                return server.started_in

        measured = interleaved(
            _ROUNDS,
            {
                "without the extension": lambda: start(extension=False),
                "with the extension": lambda: start(extension=True),
            },
        )
    for name, seconds in measured.items():
        tell(name, seconds)
    without, within = measured.values()
    # Of neighbours, since the machine's mood changes more from minute to minute than in between.
    added = statistics.median(b - a for a, b in zip(without, within, strict=True))
    print(f"added by the extension: {added:.3f} s, of {_ALLOWED} s allowed")
    figure("server-start-added", added / _ALLOWED, 1.0)


if __name__ == "__main__":
    main()
