"""A module as its notebooks say it is to be, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jupyter_mlops.modules.text.composition import CellPart, Composition, compose
from jupyter_mlops.modules.text.markers import AUTO_MARKER, marker_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_mlops.modules.model import ModulePlan
    from jupyter_mlops.modules.project import ModuleProject

_WIDTH: Final = 88
#: Between sections, as formatters have it between definitions.
_GAP: Final = "\n\n\n"


def render_module(plan: ModulePlan, project: ModuleProject) -> str:
    """Writes a module: docstring, imports, `__all__`, then a section a cell.

    A cell of which everything has gone to the top has no section.

    Args:
        plan: The module. A cell that is no Python goes in as it is.
        project: Its project.

    Returns:
        All below the header, before `format_texts`; the same for the same arguments.
    """
    parts = compose(plan, project)
    pieces = [*_top(parts), *map(_section, _shown(parts.parts[: parts.before_public]))]
    if parts.before_public and parts.public is not None:
        pieces.append(f"{AUTO_MARKER}\n{_all_text(parts.public)}")
    pieces += map(_section, _shown(parts.parts[parts.before_public :]))
    return _GAP.join(pieces) + "\n" if pieces else ""


def _top(parts: Composition) -> Iterator[str]:
    """All above the first section, in one piece."""
    blocks = [parts.docstring] if parts.docstring else []
    if parts.future:
        blocks.append(f"from __future__ import {', '.join(parts.future)}")
    blocks += ["\n".join(found.text for found in block) for block in parts.imports]
    if parts.public is not None and not parts.before_public:
        blocks.append(_all_text(parts.public))
    if blocks:
        yield "\n\n".join(blocks)


def _shown(parts: tuple[CellPart, ...]) -> list[CellPart]:
    return [part for part in parts if part.text]


def _section(part: CellPart) -> str:
    return f"{marker_text(part.cell.key)}\n{part.text}"


def _all_text(names: tuple[str, ...]) -> str:
    """`__all__`, in one line if that isn't too long."""
    quoted = [f'"{name}"' for name in names]
    line = f"__all__ = [{', '.join(quoted)}]"
    if len(line) <= _WIDTH:
        return line
    return "__all__ = [\n" + "".join(f"    {name},\n" for name in quoted) + "]"
