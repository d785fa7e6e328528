"""Reads the stack frames of a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_mlops.notebooks.diff.outputs.noise import quiet

#: IPython 8.0 and later: `Cell In[5], line 4, in f(x)`, `Input In [5], in <cell line: 4>()`,
#: `File ~/x.py:346, in loads(s)`.
_NEW = re.compile(
    r"\s{0,8}(?:(?P<cell>(?:Cell|Input) In ?\[\d{1,9}\])"
    r"|File (?P<file>[^\n]{1,400}?):(?P<at>\d{1,9}))"
    r"(?:, line (?P<line>\d{1,9}))?"
    r"(?:, in (?:<cell line: (?P<top>\d{1,9})>|(?P<name>[\w.<>]{1,200})).{0,2000})?$"
)
#: IPython before that: `<ipython-input-5-abc> in f(x)`, `/usr/lib/x.py in loads(s)`.
_OLD = re.compile(r"(?P<file>[^\s,][^,]{0,400}?) in (?P<name>[\w.<>]{1,200})(?:\(.{0,2000})?$")
#: Python itself: `  File "x.py", line 3, in f`.
_PLAIN = re.compile(
    r"\s{0,8}File \"(?P<file>[^\"]{1,400})\", line (?P<line>\d{1,9})(?:, in (?P<name>.{1,200}))?$"
)
_ARROW = re.compile(r"-{1,9}> {0,9}(?P<line>\d{1,9})\b")
#: In characters; keeps matching cheap.
_LONGEST_HEADER = 4000
_CODE = re.compile(r"\s|-{1,9}>|\d|$")
#: Where a library lies on this machine, before the name that it has on all machines.
_PLACE = re.compile(r".{0,400}[/\\](?:site-packages|dist-packages|lib[/\\]python\d\.\d{1,2})[/\\]")
_CELL_FILE = re.compile(r"<ipython-input-|<(?:stdin|string)>|.{0,400}ipykernel_\d")


def frames_of(traceback: str) -> list[str]:
    """The stack frames of a traceback without colours, outermost first.

    Returns:
        Each as `function (file:line)`. A cell has no number, its first level is `<module>`; a
        library's file has no place.
    """
    return [frame for frame, _ in _read(traceback.split("\n")) if frame]


def spoken_lines(traceback: str) -> list[str]:
    """What a traceback says besides frames and code: exceptions and how they follow each other."""
    return [
        " ".join(quiet(line).split())
        for frame, line in _read(traceback.split("\n"))
        if not frame and not _CODE.match(line) and line.strip("-")
    ]


def _read(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line, with the frame that it begins, if it does."""
    for index, line in enumerate(lines):
        yield _frame(lines, index), line


def _frame(lines: list[str], index: int) -> str:
    line = lines[index]
    found = None
    if len(line) <= _LONGEST_HEADER:
        found = _PLAIN.match(line) or _NEW.match(line) or _old(lines, index)
    if found is None:
        return ""
    parts = found.groupdict()
    at = parts.get("line") or parts.get("at") or parts.get("top") or _arrow(lines, index)
    where = "cell" if parts.get("cell") else _file(parts["file"])
    name = (parts.get("name") or "<module>").strip()
    return f"{name} ({where}:{at})" if at else f"{name} ({where})"


def _old(lines: list[str], index: int) -> re.Match[str] | None:
    """A header of IPython's old form, which code must follow: prose looks like it otherwise."""
    found = _OLD.match(lines[index]) if " in " in lines[index] else None
    following = lines[index + 1 : index + 2]
    return found if following and re.match(r"\s*\d|-+>", following[0][:20]) else None


def _arrow(lines: list[str], index: int) -> str:
    """The line that the arrow in the code below a header points to."""
    for line in lines[index + 1 : index + 40]:
        found = _ARROW.match(line)
        if found:
            return found["line"]
        if not line.strip():
            break
    return ""


def _file(path: str) -> str:
    if _CELL_FILE.match(path):
        return "cell"
    return quiet(_PLACE.sub("", path, count=1)).replace("\\", "/")
