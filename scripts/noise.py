"""Writes docs/noise.md, the list of all rules of noise, from the rules themselves."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from scripts.places import ROOT

#: The page.
PAGE = ROOT / "docs" / "noise.md"

_INTRODUCTION = """\
# What a diff hides as noise

Made by `make types` from the rules in `jupyter_mlops/notebooks/diff`; edit those.

Noise is what tools write without being asked, and what differs from run to run although nothing
did. It is part of every diff, marked as noise, and `--show-noise` shows it. Nothing else is hidden.
"""
_OUTPUTS = """\
## In outputs

Two texts are compared after what these rules name was replaced by a placeholder. In tables only
memory addresses are: a time in a cell is data. In tables, JSON and plots numbers are compared as
numbers, with the tolerance of `--tolerance`.

| rule | what it hides |
|---|---|
"""
_OUTPUT_KEYS = """
## In an output's metadata

| key | what it is |
|---|---|
"""
_CELLS = """
## In a cell's metadata

| key | what it is |
|---|---|
"""
_NOTEBOOKS = """
## In a notebook's metadata

| key | what it is |
|---|---|
"""


def build_page() -> str:
    """The page as it follows from the rules."""
    from jupyter_mlops.notebooks.diff.metadata import CELL_NOISE, NOTEBOOK_NOISE
    from jupyter_mlops.notebooks.diff.outputs.rest import OUTPUT_NOISE
    from jupyter_mlops.notebooks.diff.outputs.rules import RULES

    rules = "".join(f"| {rule.name} | {_cell(rule.doc)} |\n" for rule in RULES)
    return (
        f"{_INTRODUCTION}\n{_OUTPUTS}{rules}"
        f"{_OUTPUT_KEYS}{_keys({(key,): why for key, why in OUTPUT_NOISE.items()})}"
        f"{_CELLS}{_keys(CELL_NOISE)}{_NOTEBOOKS}{_keys(NOTEBOOK_NOISE)}"
    )


def main(arguments: list[str]) -> int:
    """Writes the page, or with `--check` compares it; the exit status."""
    if "--check" in arguments:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != build_page())
    PAGE.write_text(build_page(), encoding="utf-8", newline="\n")
    return 0


def _keys(noise: Mapping[tuple[str, ...], str]) -> str:
    return "".join(f"| `{'.'.join(path)}` | {_cell(why)} |\n" for path, why in noise.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
