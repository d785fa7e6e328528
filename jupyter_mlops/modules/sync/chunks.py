"""Code in the pieces that are compared and moved: statements, and the comments between them."""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
import warnings
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

_Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_Documented = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Chunk(Struct, frozen=True, kw_only=True):
    """Statements on lines of their own, or comments on neighbouring ones."""

    #: Its lines, without blank ones around it.
    text: str
    #: Its lines in the code: the first one, and the one after its last, from 0.
    start: int
    stop: int
    #: What each of its statements says, whatever its formatting; of comments, their text.
    keys: tuple[str, ...]
    #: The functions and classes that it defines.
    names: tuple[str, ...] = ()
    #: Whether it is comments alone.
    comment: bool = False
    #: Whether its statements are all imports.
    imports: bool = False

    @property
    def code(self) -> tuple[object, ...]:
        """What it says with its comments, whatever its formatting."""
        return (self.keys, _comments(self.text))


def split_chunks(text: str) -> list[Chunk]:
    """Takes code apart, without a line of it in two chunks; blank lines belong to none.

    Args:
        text: The code; what is no Python is one chunk.
    """
    tree = parse_quietly(text)
    lines = text.split("\n")
    if tree is None:
        return _whole(text, lines)
    chunks: list[Chunk] = []
    done = 0
    for nodes, start, stop in _statements(tree):
        if stop > len(lines) or start < done:  # ends of lines that only Python sees as such
            return _whole(text, lines)
        chunks += _comment_runs(lines, done, start)
        chunks.append(_chunk(nodes, lines, start, stop))
        done = stop
    return [*chunks, *_comment_runs(lines, done, len(lines))]


def joined(text: str, chunks: Sequence[Chunk]) -> str:
    """The lines of neighbouring chunks of a text, with what stands between them."""
    if not chunks:
        return ""
    return "\n".join(text.split("\n")[chunks[0].start : chunks[-1].stop])


def spaced(parts: Iterable[str]) -> str:
    """Texts below each other, definitions with the space that formatters give them."""
    whole = ""
    defines = False
    for part in parts:
        if not part.strip():
            continue
        chunks = split_chunks(part)
        gap = "\n\n\n" if defines or _begins_with_definition(chunks) else "\n"
        whole = f"{whole}{gap}{part}" if whole else part
        defines = bool(chunks and chunks[-1].names)
    return whole


def same_code(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but their formatting; comments count."""
    if one == other:
        return True
    if parse_quietly(one) is None or parse_quietly(other) is None:
        return False
    return _code(one) == _code(other)


def parse_quietly(text: str) -> ast.Module | None:
    """The syntax tree of a text; None if it is no Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of `"\d"`, which is the author's business
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def statement_key(node: ast.stmt) -> str:
    """What a statement says; the indentation of its docstrings counts as formatting."""
    _clean_docstring([node])
    for inner in ast.walk(node):
        if isinstance(inner, _Documented):
            _clean_docstring(inner.body)
    return ast.dump(node)


def _begins_with_definition(chunks: Sequence[Chunk]) -> bool:
    first = next((chunk for chunk in chunks if not chunk.comment), None)
    return first is not None and bool(first.names)


def _code(text: str) -> tuple[list[str], tuple[str, ...]]:
    keys = [key for chunk in split_chunks(text) if not chunk.comment for key in chunk.keys]
    return keys, _comments(text)


def _whole(text: str, lines: list[str]) -> list[Chunk]:
    if not text.strip():
        return []
    return [Chunk(text=text, start=0, stop=len(lines), keys=(text.strip(),))]


def _statements(tree: ast.Module) -> Iterator[tuple[list[ast.stmt], int, int]]:
    """Statements with their lines; those that share a line together."""
    group: list[ast.stmt] = []
    start = stop = 0
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)]) - 1
        last = node.end_lineno or node.lineno
        if group and first >= stop:
            yield group, start, stop
            group = []
        if not group:
            start, stop = first, last
        group.append(node)
        stop = max(stop, last)
    if group:
        yield group, start, stop


def _chunk(nodes: list[ast.stmt], lines: list[str], start: int, stop: int) -> Chunk:
    return Chunk(
        text="\n".join(lines[start:stop]),
        start=start,
        stop=stop,
        keys=tuple(statement_key(node) for node in nodes),
        names=tuple(node.name for node in nodes if isinstance(node, _Definition)),
        imports=all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes),
    )


def _comment_runs(lines: list[str], start: int, stop: int) -> Iterator[Chunk]:
    first = None
    for at in range(start, stop + 1):
        blank = at == stop or not lines[at].strip()
        if first is None and not blank:
            first = at
        elif first is not None and blank:
            run = lines[first:at]
            said = tuple(" ".join(line.strip().lstrip("#").split()) for line in run)
            yield Chunk(text="\n".join(run), start=first, stop=at, keys=said, comment=True)
            first = None


def _clean_docstring(body: list[ast.stmt]) -> None:
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        value = first.value.value
        if isinstance(value, str):
            first.value.value = inspect.cleandoc(value).strip()


def _comments(text: str) -> tuple[str, ...]:
    if "#" not in text:
        return ()
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return (text,)
    return tuple(
        " ".join(token.string.lstrip("#").split())
        for token in tokens
        if token.type == tokenize.COMMENT
    )
