"""Which files the code of a notebook reads, and which it makes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from jupyter_mlops.checks.cell_code import CellCode
from jupyter_mlops.checks.paths_values import called, constants_of, path_of
from jupyter_mlops.checks.subject import Cell

_READS: Final = re.compile(
    r"(?:read|scan)_(?!sql|gbq|clipboard|html)\w+|imread|loadtxt|genfromtxt|fromfile|load"
    r"|load_(?:img|image|workbook|model|npz|json|pickle|weights|csv|txt)|open_\w+"
)
_WRITES: Final = re.compile(
    r"to_\w+|save\w*|dump|write\w*|imwrite|imsave|urlretrieve|mkdir|makedirs|touch|copy\w*|move|rename"
    r"|replace|export\w*|symlink_to|sink_\w+|retrieve|download\w*|get_file|connect|mkdtemp"
    r"|\w*(?:Checkpoint|Logger|Writer|Recorder)"
)
#: What brings files whose names nobody can know.
_FETCHES: Final = re.compile(
    r"extractall|unpack_archive|snapshot_download|\w*download\w*|untar_data|get_file"
)
_FETCHING: Final = re.compile(
    r"\b(?:unzip|tar|7z|kaggle|git\s+clone|dvc|gsutil|aws\s+s3|gdown|wget|curl|make|snakemake|rsync)\b"
)
_ASKS: Final = frozenset(
    {"exists", "isfile", "isdir", "is_file", "is_dir", "remove", "unlink", "rmtree"}
)
_KEYWORDS: Final = frozenset(
    {"filepath_or_buffer", "path", "filename", "fname", "file", "filepath", "io", "source"}
)
_HANDLES: Final = frozenset(
    {"FileNotFoundError", "OSError", "IOError", "Exception", "BaseException"}
)
_SUFFIX: Final = re.compile(r"\.[A-Za-z]\w{0,9}$")
_WORD: Final = re.compile(r"[^\s'\"=<>|;&()]+")


class Mention(NamedTuple):
    """A path in a cell."""

    cell: Cell
    path: str
    line: int
    column: int
    #: Whether a file of that name is read.
    is_read: bool


class CodePaths:
    """The paths in a notebook's code.

    Args:
        codes: Its code cells.
    """

    def __init__(self, codes: Sequence[CellCode]) -> None:
        self._codes = codes
        self._constants: Mapping[str, ast.expr] = constants_of(
            [code.tree for code in codes if code.tree is not None]
        )
        #: What it makes, or looks for before it reads.
        self.made: set[str] = set()
        #: Whether it brings files of unknown names, or goes to another folder.
        self.is_open = False
        self.mentions: list[Mention] = []
        for code in codes:
            self._take_magics(code)
            if code.tree is not None:
                for statement in code.tree.body:
                    self._walk(code.cell, statement, guarded=False)

    def is_made(self, path: str) -> bool:
        """Whether the notebook makes a file, or its folder, or looks whether it is there."""
        return any(path == made or path.startswith(f"{made.rstrip('/')}/") for made in self.made)

    def _take_magics(self, code: CellCode) -> None:
        for magic in code.magics:
            text = magic.text
            if _FETCHING.search(text) or re.match(r"[%!]\s*(?:cd|pushd|mkdir)\b", text):
                self.is_open = True
            self.made.update(_WORD.findall(text))
            for found in _WORD.finditer(text):
                self.mentions.append(
                    Mention(code.cell, found[0], magic.line, found.start() + 1, is_read=False)
                )

    def _walk(self, cell: Cell, node: ast.AST, *, guarded: bool) -> None:
        if isinstance(node, ast.Call):
            self._call(cell, node, guarded=guarded)
        text = _literal(node)
        if text:
            line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
            self.mentions.append(Mention(cell, text, line, column, is_read=False))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring, or a text that is shown
        if isinstance(node, ast.JoinedStr):
            return
        body_guarded = guarded or (isinstance(node, ast.Try) and any(map(_handles, node.handlers)))
        for name, value in ast.iter_fields(node):
            inner = body_guarded if name == "body" else guarded
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self._walk(cell, child, guarded=inner)

    def _call(self, cell: Cell, node: ast.Call, *, guarded: bool) -> None:
        name, owner = called(node)
        if name == "chdir" or _FETCHES.fullmatch(name):
            self.is_open = True
        if _opens_to_write(node, name) or _WRITES.fullmatch(name) or name in _ASKS:
            self.made.update(self._given(node, owner))
            return
        for argument in self._read_by(node, name, owner):
            path = path_of(argument, self._constants)
            if path and not guarded and (_SUFFIX.search(path) or name == "open"):
                self.mentions.append(
                    Mention(cell, path, node.lineno, node.col_offset + 1, is_read=True)
                )

    def _given(self, node: ast.Call, owner: ast.expr | None) -> Iterator[str]:
        for part in (owner, *node.args, *(keyword.value for keyword in node.keywords)):
            path = path_of(part, self._constants)
            if path:
                yield path

    def _read_by(self, node: ast.Call, name: str, owner: ast.expr | None) -> Iterator[ast.expr]:
        """Yields what a call reads."""
        if name in ("read_text", "read_bytes") or (name == "open" and self._is_path(owner)):
            yield from [owner] if owner is not None else []
        elif name == "open" or _READS.fullmatch(name):
            yield from node.args[:1]
            yield from (each.value for each in node.keywords if each.arg in _KEYWORDS)

    def _is_path(self, owner: ast.expr | None) -> bool:
        return owner is not None and path_of(owner, self._constants) is not None


def _literal(node: ast.AST) -> str:
    """The text of a literal, or the part of a formatted one before its first value."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0] if node.values else node
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


def _opens_to_write(node: ast.Call, name: str) -> bool:
    if name != "open":
        return False
    own = isinstance(node.func, ast.Attribute) and not (
        isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("gzip", "bz2", "lzma", "io")
    )
    # `path.open("w")` has its mode first, `open(path, "w")` second.
    places = node.args[:2] if own else node.args[1:2]
    modes = [*places, *(each.value for each in node.keywords if each.arg == "mode")]
    return any(
        isinstance(mode, ast.Constant)
        and re.fullmatch(r"[rwaxbt+]*[wax+][rwaxbt+]*", str(mode.value))
        for mode in modes
    )


def _handles(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(
        isinstance(part, ast.Name) and part.id in _HANDLES for part in ast.walk(handler.type)
    )
