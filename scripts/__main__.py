"""`python -m scripts VERB`: the one table of verbs."""

from __future__ import annotations

import sys
from importlib import import_module

from scripts.console import FailedError

#: Verb to module; each has a `main` that returns the exit status.
VERBS = {
    "lab": "scripts.lab",
    "test": "scripts.suite",
    "build": "scripts.build",
    "lint": "scripts.lint",
    "types": "scripts.generated",
    "bench": "scripts.bench",
    "screenshots": "scripts.screenshots",
    "clean": "scripts.clean",
}


def main() -> int:
    """Runs one verb; a foreseen failure is one line on stderr."""
    verbs = sys.argv[1:]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        print(f"usage: make [{'|'.join(VERBS)}]", file=sys.stderr)
        return 2
    try:
        status: int = import_module(VERBS[verbs[0]]).main()
    except FailedError as failure:
        print(f"make {verbs[0]}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
