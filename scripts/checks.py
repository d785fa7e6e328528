"""The checks: one table, run by `make lint` and `make test` alike."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from scripts.console import outcome
from scripts.generated import CATALOG, DIFF_SCHEMA, NOISE, OPENAPI, compare_typescript
from scripts.places import program


class Check(NamedTuple):
    """One check."""

    #: What it is called when it fails.
    name: str
    #: Runs it; returns a status, 0 for passed, and its output.
    run: Callable[[], tuple[int, str]]


def _command(name: str, *command: str) -> Check:
    return Check(name, partial(outcome, command))


#: Of Python, and of what is generated from it.
_PYTHON = (
    _command("ruff", sys.executable, "-m", "ruff", "check", "."),
    _command("ruff format", sys.executable, "-m", "ruff", "format", "--check", "."),
    _command("mypy", sys.executable, "-m", "mypy"),
    _command("import rules", program("lint-imports")),
    _command("openapi.json is fresh (else: make types)", *OPENAPI, "--check"),
    _command("notebook-diff.schema.json is fresh (else: make types)", *DIFF_SCHEMA, "--check"),
    _command("docs/noise.md is fresh (else: make types)", *NOISE, "--check"),
    _command("docs/check-catalog.md is fresh (else: make types)", *CATALOG, "--check"),
)
#: Of TypeScript; the first makes a file anew that the others read.
_NODE = (
    Check("schema.ts is fresh", compare_typescript),
    _command("eslint, prettier, stylelint", program("jlpm"), "lint:check"),
    _command("tsc", program("jlpm"), "tsc", "--noEmit"),
    _command("tsc, tests", program("jlpm"), "tsc", "--project", "tsconfig.test.json"),
)


#: All of them.
CHECKS = (*_PYTHON, *_NODE)


def failed_checks() -> list[str]:
    """Runs every check, goes on after a failing one and returns the names of those that failed.

    Both languages' are run side by side: each is one process that keeps one processor busy.
    """
    with ThreadPoolExecutor(2) as pool:
        lanes = [*pool.map(_failed_of, (_PYTHON, _NODE))]
    return [name for failed in lanes for name in failed]


def _failed_of(checks: Sequence[Check]) -> list[str]:
    failed = []
    for check in checks:
        start = time.monotonic()
        status, output = check.run()
        verdict = "ok" if status == 0 else "FAILED"
        told = f"  {verdict:<7}{check.name} ({time.monotonic() - start:.1f} s)"
        if status != 0:
            told += f"\n{output.rstrip()}"
            failed.append(check.name)
        print(told, flush=True)
    return failed
