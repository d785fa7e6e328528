"""The readable half of a diff: what a person sees of a change."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct


class Hunk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Lines of a text that differ."""

    #: First line in the base, and how many are gone.
    base: int
    removed: int
    #: First line in the head, and how many are new.
    head: int
    added: int
    #: Lines (base, head) that stand for each other, in order, both increasing.
    pairs: list[tuple[int, int]] = []
    #: What differs in paired lines: (line, start, end), in characters of the line.
    base_marks: list[tuple[int, int, int]] = []
    head_marks: list[tuple[int, int, int]] = []
    #: Whether only noise differs (times, memory addresses, generated ids).
    noise: bool = False


class TextView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="text", tag_field="view"):
    """A text line by line: source, stream, `text/*` output."""

    hunks: list[Hunk]
    #: Whether the code is the same but for its formatting; only ever set if that was asked for.
    formatting_only: bool = False
    #: Whether time ran out, so that the hunks are larger than they need to be.
    coarse: bool = False


class ErrorView(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="error", tag_field="view"
):
    """An exception."""

    #: Name of the exception's class in base and head.
    base_name: str
    head_name: str
    #: Its message.
    base_message: str
    head_message: str
    #: Stack frames, outermost first, as `function (file:line)` without noise.
    base_frames: list[str]
    head_frames: list[str]


class TableCell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A cell of a table that differs."""

    #: Label of its row and its column, levels joined with ` / `.
    row: str
    column: str
    #: Position in the head, without header rows and label columns.
    head: tuple[int, int]
    #: The texts.
    before: str
    after: str
    #: Whether both are numbers that agree within the tolerance.
    close: bool = False


class TableView(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="table", tag_field="view"
):
    """A DataFrame, as HTML shows it."""

    #: (rows, columns) that the tables show.
    base_shape: tuple[int, int]
    head_shape: tuple[int, int]
    #: Positions in the base of what is gone, in the head of what is new.
    rows_removed: list[int] = []
    rows_added: list[int] = []
    columns_removed: list[str] = []
    columns_added: list[str] = []
    #: Cells that differ, by row; see `cells_omitted`.
    cells: list[TableCell] = []
    #: How many more differ than `cells` lists.
    cells_omitted: int = 0


class Picture(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of an image without looking at it."""

    mime: str
    #: Of the decoded data, in bytes.
    size: int
    sha256: str
    #: In pixels; None where the header doesn't say.
    width: int | None = None
    height: int | None = None


class ImageView(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag="image", tag_field="view"
):
    """An image, by pixels."""

    base: Picture
    head: Picture
    #: `same`: equal pixels; `alike`: nobody sees a difference; `unknown`: not compared by pixels.
    verdict: Literal["same", "alike", "different", "unknown"]
    #: From 0 (nothing in common) to 1 (equal pixels); None if not compared.
    score: float | None = None


class ValueChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value in an object that differs."""

    #: Keys and indices that lead to it.
    path: list[str | int]
    #: What happened to it.
    kind: Literal["added", "removed", "changed"]
    #: The values; large ones shortened to a text. None where there is none.
    before: Any = None
    after: Any = None
    #: Whether it is of no interest to people (see docs/diff.md).
    noise: bool = False


class JsonView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="json", tag_field="view"):
    """Structured data: JSON, the spec of a Plotly or Vega plot."""

    changes: list[ValueChange]
    #: How many more there are than `changes` lists.
    omitted: int = 0


class HashView(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="hash", tag_field="view"):
    """Data of a type that nobody can look into: sizes in bytes, and hashes."""

    base_size: int
    base_sha256: str
    head_size: int
    head_sha256: str


View = TextView | ErrorView | TableView | ImageView | JsonView | HashView
