"""The golden renders of the terminal and of Markdown, kept as files to read.

`python -m tests.notebooks.render.golden` writes them anew; read what changed before committing it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from jupyter_mlops.notebooks.render.markdown import render_markdown
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.terminal import render_terminal
from tests.notebooks.render.cases import CASES, branch, compare

FOLDER: Final = Path(__file__).parent / "golden"
#: With escape sequences; read them with `cat`.
_COLOURED: Final = ("edited-source", "table-changed", "branch")
_SHOWN: Final = Shown()
#: Of a report that is cut, in characters.
_SHORT: Final = 1_500


def terminal(comparisons: Sequence[Comparison], width: int, *, colour: bool = False) -> str:
    """What the terminal shows; in two columns where it is wide."""
    pieces = render_terminal(
        comparisons, shown=_SHOWN, width=width, colour=colour, side_by_side=width >= 120
    )
    return "".join(pieces)


def golden() -> dict[str, Callable[[], str]]:
    """What makes each file, by its name."""
    renders: dict[str, Callable[[], str]] = {}
    for name in (*CASES, "branch"):

        def found(name: str = name) -> list[Comparison]:
            return branch() if name == "branch" else [compare(name)]

        for width in (80, 160):
            renders[f"{name}.{width}.txt"] = lambda f=found, w=width: terminal(f(), w)  # type: ignore[misc]
        renders[f"{name}.md"] = lambda f=found: render_markdown(f(), shown=_SHOWN)  # type: ignore[misc]
        if name in _COLOURED:
            renders[f"{name}.80.ansi"] = lambda f=found: terminal(f(), 80, colour=True)  # type: ignore[misc]
    renders["branch.short.md"] = lambda: render_markdown(branch(), shown=_SHOWN, limit=_SHORT)
    return renders


def write() -> None:
    """Writes the files, and removes those that are no more."""
    FOLDER.mkdir(exist_ok=True)
    renders = golden()
    for file in FOLDER.glob("*.*"):
        if file.suffix in {".txt", ".md", ".ansi"} and file.name not in renders:
            file.unlink()
    for name, render in renders.items():
        (FOLDER / name).write_text(render(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
