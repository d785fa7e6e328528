"""What a module says about itself on top: its notebooks, its version, and two hashes.

The hashes tell which side has been edited since the last export without a look at either's
history; see the decision "A module says what it was made of".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from jupyter_mlops.modules.text.hashes import cells_hash, module_hash

if TYPE_CHECKING:
    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject

#: Notebooks that the header names; the markers below name them all.
_MOST_NAMED: Final = 3
#: How far down it is looked for: somebody may have put a licence above.
_SEARCHED_LINES: Final = 60
_QUOTED = re.compile(r"[rRuU]?['\"]")
_FIRST = re.compile(r"# Exported from (?P<notebooks>.+) by jupyter-mlops\.(?: .*)?")
_CONFLICT = re.compile(r"([<|=>])\1{6}(?: .*)?")
_SECOND = re.compile(
    r"# (?:version (?P<version>\S+)|no version) "
    r"· cells (?P<cells>[0-9a-f]{16}) · module (?P<module>[0-9a-f]{16})"
)


class Header(Struct, frozen=True, kw_only=True):
    """The header of an exported module."""

    #: The notebooks as it names them: by path, the first few.
    notebooks: tuple[str, ...]
    #: The package's version at that export; empty if it had none.
    version: str
    #: `cells_hash` of what it was made of.
    cells: str
    #: `module_hash` of what was written.
    module: str


def split_header(text: str) -> tuple[Header | None, str]:
    """Takes the header off a module.

    Args:
        text: The file's content.

    Returns:
        The header, if the file has ours, and all but the header: what `module_hash` is about.
    """
    # All that can be header is in these lines; the rest need not be taken apart.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n", _SEARCHED_LINES)
    header, taken = find_header(lines)
    return header, "\n".join(line for at, line in enumerate(lines) if at not in taken)


def find_header(lines: list[str]) -> tuple[Header | None, set[int]]:
    """Looks for the header among the comments that a module begins with.

    Two branches that have exported the same module differ in it. Where git has put both between
    conflict markers, the first counts, and all of the conflict is header.

    Args:
        lines: The module.

    Returns:
        The header, if there is one, and which of the lines it takes up, from 0.
    """
    notebooks = second = None
    taken, conflict = set(), set()
    for at, line in enumerate(lines[:_SEARCHED_LINES]):
        if _CONFLICT.fullmatch(line):
            conflict.add(at)
        elif match := _FIRST.fullmatch(line):
            notebooks = notebooks or match["notebooks"]
            taken.add(at)
        elif match := _SECOND.fullmatch(line):
            second = second or match
            taken.add(at)
        elif second or (line and not line.startswith("#")):
            break
        if conflict and line.startswith(">"):
            taken |= conflict
            conflict = set()
    if notebooks is None or second is None:
        return None, set()
    header = Header(
        notebooks=tuple(notebooks.split(", ")),
        version=second["version"] or "",
        cells=second["cells"],
        module=second["module"],
    )
    return header, taken


def with_header(body: str, plan: ModulePlan, project: ModuleProject) -> str:
    """Puts the header on top of a module.

    Args:
        body: All below it, as it is to be written.
        plan: What the body was made of.
        project: Its project; the version is taken from it.

    Returns:
        The file's content.
    """
    header = Header(
        notebooks=plan.notebooks,
        version=project.version,
        cells=cells_hash(plan, project),
        module=module_hash(body),
    )
    return header_text(header) + _set_off(body)


def _set_off(body: str) -> str:
    """A body below a blank line, unless it begins with a docstring."""
    body = body.lstrip("\n")
    return body if not body or _QUOTED.match(body) else f"\n{body}"


def header_text(header: Header) -> str:
    """A header as a module has it, with the line feeds at its end."""
    named = header.notebooks[:_MOST_NAMED]
    more = len(header.notebooks) - len(named)
    notebooks = ", ".join((*named, f"{more} more") if more else named)
    version = f"version {header.version}" if header.version else "no version"
    return (
        f"# Exported from {notebooks} by jupyter-mlops. "
        "Edit either side, then: jupyter mlops sync\n"
        f"# {version} · cells {header.cells} · module {header.module}\n"
    )
