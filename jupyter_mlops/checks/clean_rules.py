"""How the notebooks of a folder are to be clean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.checks.ports import Context
from jupyter_mlops.notebooks.clean import find_dirt
from jupyter_mlops.notebooks.clean.rules import RULES
from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.settings import FILE, CleanSettings, read_settings, read_table
from jupyter_mlops.settings.checks import ReproduceSettings

#: By this name `.gitattributes` names our filter.
_FILTER: Final = b"filter=jupyter-mlops"
#: Rules that take away what a run has made; a working file is for its author to empty.
_MADE: Final = frozenset({"outputs", "widgets"})
#: The rules that hold where nothing is said: without them notebooks are faulty, not only unclean.
_ALWAYS: Final = frozenset({"ids"})


class Cleanliness(Struct, frozen=True, kw_only=True):
    """What is expected of notebooks in a folder."""

    settings: CleanSettings
    #: Codes of the rules that hold.
    rules: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What it depends on, as a text."""
        return msgspec.json.encode(self).decode()


def expected_of(folder: Path, context: Context) -> Cleanliness:
    """What is expected of the notebooks of a folder.

    Args:
        folder: The folder.
        context: What the project says.

    Raises:
        InvalidError: The settings cannot be read.
    """
    settings = read_settings(folder).clean
    rules = tuple(rule.code for rule in RULES)
    if not _is_said(folder, context.root) and context.settings.clean.severity is None:
        rules = tuple(code for code in rules if code in _ALWAYS)
    reproduce = context.settings.reproduce
    if reproduce != ReproduceSettings() and reproduce.severity != "off":
        # Outputs are what is compared with; they shall be there.
        settings = replace(settings, outputs="keep", keep_output_types=(), max_output_size=None)
    return Cleanliness(settings=settings, rules=rules)


def dirt_of(nb: dict[str, Any], expected: Cleanliness) -> dict[str, list[int | None]]:
    """What is not as it is expected: by rule the indexes of cells; None stands for the notebook."""
    found: dict[str, list[int | None]] = {}
    for dirt in find_dirt(nb, expected.settings):
        if dirt.rule in expected.rules:
            found.setdefault(dirt.rule, []).append(dirt.cell)
    return found


def is_mendable(rule: str) -> bool:
    """Whether mending takes nothing away that somebody may still look at."""
    return rule not in _MADE


def mended(document: Document, expected: Cleanliness) -> bytes:
    """The notebook as it is expected, with all outputs.

    Args:
        document: What was read.
        expected: What holds for it.
    """
    nb = document.nb
    for rule in RULES:
        if rule.code in expected.rules and is_mendable(rule.code):
            nb = rule.apply(nb, expected.settings)
    return document.data if nb is document.nb else write_document(document, nb)


def _is_said(folder: Path, root: Path) -> bool:
    """Whether anything says how notebooks are cleaned: settings, or git's attributes."""
    parents = [folder, *folder.parents]
    above = parents[: parents.index(root) + 1] if root in parents else [root]
    return any(_says(each) for each in _with_repository(above))


def _says(folder: Path) -> bool:
    table = read_table(folder / FILE)
    if isinstance(table, dict) and "clean" in table:
        return True
    try:
        return _FILTER in (folder / ".gitattributes").read_bytes()
    except OSError:
        return False


def _with_repository(folders: list[Path]) -> Iterable[Path]:
    """Folders, and those above the last up to that of the repository, if it is in one."""
    last = folders[-1]
    if (last / ".git").exists():
        return folders
    above: list[Path] = []
    for parent in last.parents:
        above.append(parent)
        if (parent / ".git").exists():
            return [*folders, *above]
    return folders
