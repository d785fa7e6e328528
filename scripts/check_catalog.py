"""Writes docs/check-catalog.md, a page of each check, from the checks' docstrings."""

from __future__ import annotations

import inspect
import sys

from scripts.places import ROOT

#: The page.
PAGE = ROOT / "docs" / "check-catalog.md"

_INTRODUCTION = """\
# The checks, one by one

Made by `make types` from the docstrings in `jupyter_mlops/checks`; edit those. In a terminal,
`jupyter mlops check --explain NAME` shows the same. How they are run and configured is told in
[Checks](checks.md).
"""


def build_page() -> str:
    """The page as it follows from the checks."""
    from jupyter_mlops.checks.registry import all_checks

    sections = [
        f"## {check.name.value}\n\n{inspect.getdoc(type(check)) or ''}" for check in all_checks()
    ]
    return "\n\n".join([_INTRODUCTION.rstrip(), *sections]) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page, or with `--check` compares it; the exit status."""
    if "--check" in arguments:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != build_page())
    PAGE.write_text(build_page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
