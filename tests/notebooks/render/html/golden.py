"""The golden renders of HTML: the `main` of each page, kept as files to read.

`python -m tests.notebooks.render.html.golden` writes them anew; read what changed, and look at the
pages in both themes, before committing it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from jupyter_mlops.notebooks.render.html import render_html
from jupyter_mlops.notebooks.render.model import Shown
from tests.notebooks.render.cases import CASES, branch, compare

FOLDER: Final = Path(__file__).parents[1] / "golden"
NAMES: Final = (*CASES, "branch", "nothing")

_MAIN = re.compile(r"<main .*</main>", re.DOTALL)
_DATA = re.compile(r"(data:image/[a-z+]+;base64,)[A-Za-z0-9+/=]+")
_BLOCK = re.compile(
    r"(?=<(?:section|article|header|main|details|table|thead|tr|figure|p|li|ul|div)\b"
    r"|<(?:del|ins) class)"
)


def page(name: str) -> str:
    """The page of a case."""
    found = {"branch": branch, "nothing": list}.get(name, lambda: [compare(name)])()
    return render_html(found, shown=Shown())


def golden(name: str) -> str:
    """What is kept of a page: its main part, a block a line, without the bytes of pictures."""
    main = _MAIN.search(page(name))
    assert main
    return _BLOCK.sub("\n", _DATA.sub(r"\1…", main[0])).lstrip("\n") + "\n"


def write() -> None:
    """Writes the files, and removes those that are no more."""
    for file in FOLDER.glob("*.html"):
        if file.stem not in NAMES:
            file.unlink()
    for name in NAMES:
        (FOLDER / f"{name}.html").write_text(golden(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
