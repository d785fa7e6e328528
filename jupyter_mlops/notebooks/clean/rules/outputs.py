"""The rule of outputs."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from jupyter_mlops.notebooks.clean.rule import Cell, Notebook, change_cells, tags_of
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.settings import CleanSettings

_SIZE = re.compile(r"([\d.]+) ?([KMG]?)(I?)B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3}


class Outputs:
    """Outputs of code cells.

    They are dropped: they can be made again, are most of a notebook's bytes, conflict in every
    merge, and may show data that must not leave the machine.

    A cell keeps all its outputs if it is tagged `keep_output` (setting `keep-tags`), or if its
    metadata has `"keep_output": true` or `"init_cell": true` (unless `strip-init-cells = true`).
    The same key in the notebook's metadata, true or false, speaks for all its other cells and
    counts more than the setting `outputs`.

    Settings: `outputs = "drop"` or `"keep"`. `keep-output-types` keeps outputs of some types and no
    others: `display_data`, `execute_result`, `error`, `stream`, `stream:stderr`, or a MIME type
    such as `image/png`. `drop-output-types` drops outputs of some types. `max-output-size` keeps
    outputs up to a size and drops larger ones, each counted as the bytes of its JSON without white
    space and execution count: a number, or a text such as `"10KB"` (10 000) or `"10KiB"` (10 240).
    """

    code: ClassVar[str] = "outputs"
    title: ClassVar[str] = "outputs"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        metadata = nb.get("metadata")
        kept = settings.outputs == "keep"
        if isinstance(metadata, dict) and "keep_output" in metadata:
            kept = bool(metadata["keep_output"])
        choice = _Choice(settings)

        def clean(cell: Cell) -> Cell:
            outputs = cell.get("outputs")
            if not isinstance(outputs, list) or not outputs:
                return cell
            marked = _mark(cell, settings)
            if marked:
                return cell
            whole = kept if marked is None else False
            left = [output for output in outputs if choice.keeps(output, whole=whole)]
            return cell if len(left) == len(outputs) else {**cell, "outputs": left}

        return change_cells(nb, clean)


class _Choice:
    """Which outputs stay in cells that aren't marked."""

    def __init__(self, settings: CleanSettings) -> None:
        self._kept = settings.keep_output_types
        self._dropped = settings.drop_output_types
        size = settings.max_output_size
        self._size = None if size is None else size_in_bytes(size)

    def keeps(self, output: Any, *, whole: bool) -> bool:
        """Whether an output stays.

        Args:
            output: Any JSON.
            whole: Whether outputs are kept unless something speaks against it.
        """
        if self._dropped and any(_is_of(output, kind) for kind in self._dropped):
            return False
        if self._kept and any(_is_of(output, kind) for kind in self._kept):
            return True
        if self._size is not None:
            return _size(output) <= self._size
        return whole and not self._kept


def size_in_bytes(size: int | str) -> int:
    """A size of the settings as a number of bytes."""
    found = None if isinstance(size, int) else _SIZE.fullmatch(size)
    if found is None:
        return int(size)
    number, unit, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** _POWERS[unit.upper()])


def _mark(cell: Cell, settings: CleanSettings) -> bool | None:
    """What a cell itself says of its outputs: to keep them or not, or nothing."""
    metadata = cell.get("metadata")
    if not isinstance(metadata, dict) or not metadata:
        return None
    if metadata.get("init_cell"):
        return not settings.strip_init_cells
    if any(tag in settings.keep_tags for tag in tags_of(cell)):
        return True
    return bool(metadata["keep_output"]) if "keep_output" in metadata else None


def _is_of(output: Any, kind: str) -> bool:
    if not isinstance(output, dict):
        return False
    if "/" in kind:
        data = output.get("data")
        return isinstance(data, dict) and kind in data
    kind, _, name = kind.partition(":")
    return output.get("output_type") == kind and (not name or output.get("name") == name)


def _size(output: Any) -> int:
    if isinstance(output, dict):
        output = {key: value for key, value in output.items() if key != "execution_count"}
    return len(encoded(output))
