"""What many notebooks say to the export, read by two processors where there are two."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jupyter_mlops.modules.readings import NotebookReading, read_cells
from jupyter_mlops.modules.second_process import can_share, second_process

#: Fewer are read sooner than a second process is there.
_MANY = 8


def read_notebooks(
    notebooks: Mapping[str, bytes], *, refuse_magics: bool
) -> dict[str, NotebookReading]:
    """Reads notebooks.

    Args:
        notebooks: Their content by what to call them in messages.
        refuse_magics: Whether a magic without a plain equivalent is an error.
    """
    names = list(notebooks)
    if len(names) < _MANY or not can_share():
        return _read(notebooks, names, refuse=refuse_magics)
    mine, others = names[::2], names[1::2]

    def work() -> bytes:
        return msgspec.msgpack.encode(_read(notebooks, others, refuse=refuse_magics))

    with second_process(work) as result:
        read = _read(notebooks, mine, refuse=refuse_magics)
        return read | (_decode(result()) or _read(notebooks, others, refuse=refuse_magics))


def _read(
    notebooks: Mapping[str, bytes], names: list[str], *, refuse: bool
) -> dict[str, NotebookReading]:
    return {name: read_cells(notebooks[name], name, refuse_magics=refuse) for name in names}


def _decode(result: bytes | None) -> dict[str, NotebookReading] | None:
    if result is None:
        return None
    return msgspec.msgpack.decode(result, type=dict[str, NotebookReading])
