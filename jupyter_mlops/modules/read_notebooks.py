"""What many notebooks say to the export, read by two processors where there are two."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jupyter_mlops.modules.readings import NotebookReading, read_cells
from jupyter_mlops.modules.second_process import can_share
from jupyter_mlops.modules.sharing import sharing_work

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

    def read_others(_: bytes) -> bytes:
        return msgspec.msgpack.encode(_read(notebooks, others, refuse=refuse_magics))

    with sharing_work() as sharing:
        sharing.begin({"read": read_others, "build": _build}, others)
        sharing.ask("read")
        read = _read(notebooks, mine, refuse=refuse_magics)
        answer = sharing.answer()
        if answer is None:
            return read | _read(notebooks, others, refuse=refuse_magics)
        return read | msgspec.msgpack.decode(answer, type=dict[str, NotebookReading])


def _read(
    notebooks: Mapping[str, bytes], names: list[str], *, refuse: bool
) -> dict[str, NotebookReading]:
    return {name: read_cells(notebooks[name], name, refuse_magics=refuse) for name in names}


def _build(data: bytes) -> bytes:
    from jupyter_mlops.modules.text.shared_build import answer_build

    return answer_build(data)
