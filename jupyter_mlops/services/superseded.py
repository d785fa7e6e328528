"""What the index alone holds: staged once, edited since, and about to be overwritten there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.git.discarded import keep
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.multiline import text_of

_SUFFIX = ".ipynb"


def holds_more(path: str, old: bytes, others: Sequence[bytes]) -> bool:
    """Whether a content has something that is nowhere in some others.

    A notebook that was put together of some cells of one version and some of another has nothing
    of its own; nor has a text of such lines.

    Args:
        path: Git's name of the file.
        old: What is about to be overwritten.
        others: What stays.
    """
    if not old or old in others:
        return False
    if path.endswith(_SUFFIX):
        try:
            own, *known = [
                _atoms(load_document(data, name=path).nb) for data in (old, *others) if data
            ]
        except MlopsError:
            return True
        return not own.issubset(set[bytes]().union(*known))
    if b"\0" in old:
        return True
    lines = {line.rstrip(b"\r") for data in others for line in data.split(b"\n")}
    return any(line.rstrip(b"\r") not in lines for line in old.split(b"\n"))


def keep_superseded(root: Path, paths: Sequence[str]) -> None:
    """Puts onto the restore list what the index alone holds, before it is overwritten."""
    if paths:
        first = paths[0].rpartition("/")[2]
        keep(root, paths, title=f"staged version of {first if len(paths) == 1 else len(paths)}")


def _atoms(nb: dict[str, Any]) -> set[bytes]:
    return set(_all_atoms(nb))


def _all_atoms(nb: dict[str, Any]) -> Iterator[bytes]:
    """What a notebook is made of, and what would be missed if it were gone."""
    yield from _members("", nb.get("metadata"))
    for cell in nb["cells"]:
        yield (text_of(cell.get("source")) or "").encode("utf-8", "surrogatepass")
        yield from _members("cell", cell.get("metadata"))
        yield from _members("attachment", cell.get("attachments"))
        yield from map(encoded, map(_uncounted, _items(cell.get("outputs"))))


def _members(kind: str, value: Any) -> Iterator[bytes]:
    for key, held in value.items() if isinstance(value, dict) else ():
        yield encoded([kind, key, held])


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def _uncounted(output: Any) -> Any:
    """An output without its execution count, which nobody would miss."""
    if not isinstance(output, dict):
        return output
    return {key: value for key, value in output.items() if key != "execution_count"}
