"""Compares what a cell has shown with what it shows now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from jupyter_mlops.checks.reproduce_html import read_html, table_differences
from jupyter_mlops.checks.reproduce_images import image_difference
from jupyter_mlops.checks.reproduce_text import (
    Sanitizers,
    close,
    same_text,
    sanitized,
    text_difference,
)
from jupyter_mlops.notebooks.multiline import text_of
from jupyter_mlops.settings.checks import ReproduceSettings

Output = dict[str, Any]

_IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: What is there to be carried out by a page, or names what a page holds.
_PASSING: Final = re.compile(
    r"application/(javascript|vnd\.jupyter\.widget-.*|vnd\.bokehjs_.*|vnd\.holoviews_.*)"
)
#: matplotlib's SVG names its parts by chance, and says when it was drawn.
_SVG: Final = (
    (re.compile(r"<metadata>.*?</metadata>", re.DOTALL), ""),
    (re.compile(r"\b([a-zA-Z]{1,2})[0-9a-f]{10}\b"), r"\1"),
)


class Difference(Struct, frozen=True, kw_only=True):
    """Something that a cell shows otherwise than it did."""

    code: str
    message: str
    #: For whoever unfolds it.
    detail: str = ""
    #: Index of the committed output, from 0; None if it is a new one.
    output: int | None = None


class Comparison:
    """How outputs are compared.

    Args:
        settings: The project's.
    """

    def __init__(self, settings: ReproduceSettings) -> None:
        self._tolerance = settings.tolerance
        self._pixels = settings.pixels
        self._own: Sanitizers = [
            (re.compile(each.pattern, re.MULTILINE), each.replace) for each in settings.sanitize
        ]

    def differences(
        self, committed: Sequence[Output], executed: Sequence[Output]
    ) -> Iterator[Difference]:
        """How the outputs of a cell differ; nothing if they are the same.

        Args:
            committed: As the notebook has them.
            executed: As they came now.
        """
        for stream in ("stdout", "stderr"):
            yield from self._streams(stream, committed, executed)
        one, other = _displays(committed), _displays(executed)
        for (index, output), (_, theirs) in zip(one, other, strict=False):
            yield from self._outputs(index, output, theirs)
        for index, output in one[len(other) :]:
            yield Difference(
                code="output-missing",
                message=f"{_kind(output)} is not there any more",
                output=index,
            )
        for _, output in other[len(one) :]:
            yield Difference(code="output-new", message=f"{_kind(output)} was not there before")

    def _streams(
        self, name: str, committed: Sequence[Output], executed: Sequence[Output]
    ) -> Iterator[Difference]:
        one, other = (_stream(outputs, name) for outputs in (committed, executed))
        found = self._texts(one, other)
        if found is not None:
            at = next((n for n, each in enumerate(committed) if each.get("name") == name), None)
            yield Difference(
                code=f"{name}-differs",
                message=f"it prints something else to {name}",
                detail=found,
                output=at,
            )

    def _outputs(self, index: int, one: Output, other: Output) -> Iterator[Difference]:
        if "error" in (one["output_type"], other["output_type"]):
            names = [each.get("ename", "no exception") for each in (one, other)]
            if names[0] != names[1]:
                message = f"it raises {names[1]}, not {names[0]}"
                yield Difference(code="error-differs", message=message, output=index)
            return
        mine, theirs = one.get("data") or {}, other.get("data") or {}
        shared = [kind for kind in mine if kind in theirs and not _PASSING.fullmatch(kind)]
        kinds = [kind for kind in mine if not _PASSING.fullmatch(kind)]
        if kinds and not shared:
            message = f"it shows {_listed(theirs)}, not {_listed(mine)}"
            yield Difference(code="type-differs", message=message, output=index)
        rich = any(kind != "text/plain" for kind in shared)
        for kind in shared:
            if kind == "text/plain" and rich:  # which says the same, or less
                continue
            found = self._data(kind, mine[kind], theirs[kind])
            if found is not None:
                yield Difference(code=found[0], message=found[1], detail=found[2], output=index)

    def _data(self, kind: str, one: Any, other: Any) -> tuple[str, str, str] | None:
        if kind in _IMAGES:
            told = image_difference(one, other, self._pixels)
            return ("image-differs", f"the picture differs: {told}", "") if told else None
        if kind.endswith("json") and not isinstance(one, str):
            place = self._json("", one, other)
            told = "" if place is None else f"at {place or 'the top'}"
            return ("data-differs", f"{kind} differs {told}", "") if told else None
        mine, theirs = text_of(one) or "", text_of(other) or ""
        if kind == "text/html":
            return self._html(mine, theirs)
        if kind == "image/svg+xml":
            mine, theirs = (_plain_svg(each) for each in (mine, theirs))
        found = self._texts(mine, theirs)
        if found is None:
            return None
        name = {"text/plain": "the result", "image/svg+xml": "the picture"}.get(kind, kind)
        return "result-differs", f"{name} differs", found

    def _html(self, one: str, other: str) -> tuple[str, str, str] | None:
        (tables, text), (others, theirs) = read_html(one), read_html(other)
        found = table_differences(tables, others, self._own, self._tolerance)
        if found:
            return "table-differs", "the table differs", "\n".join(found)
        told = self._texts(text, theirs)
        return None if told is None else ("result-differs", "the HTML's text differs", told)

    def _texts(self, one: str, other: str) -> str | None:
        """How two texts differ; None if they don't."""
        mine, theirs = sanitized(one, self._own), sanitized(other, self._own)
        same = same_text(mine, theirs, self._tolerance)
        return None if same else text_difference(mine, theirs)

    def _json(self, place: str, one: Any, other: Any) -> str | None:
        """Where two values differ first; None if they don't."""
        if isinstance(one, dict) and isinstance(other, dict):
            if one.keys() != other.keys():
                return place
            inside = ((f"{place}.{key}".lstrip("."), one[key], other[key]) for key in one)
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return place
            pairs = zip(one, other, strict=True)
            inside = ((f"{place}[{number}]", *pair) for number, pair in enumerate(pairs))
        else:
            return None if self._same(one, other) else place
        found = (self._json(*each) for each in inside)
        return next((each for each in found if each is not None), None)

    def _same(self, one: Any, other: Any) -> bool:
        if isinstance(one, str) and isinstance(other, str):
            return self._texts(one, other) is None
        numbers = (int, float)
        if isinstance(one, numbers) and isinstance(other, numbers):
            return one == other or close(float(one), float(other), self._tolerance)
        return bool(one == other)


def _displays(outputs: Sequence[Output]) -> list[tuple[int, Output]]:
    return [
        (index, output)
        for index, output in enumerate(outputs)
        if output.get("output_type") in ("display_data", "execute_result", "error")
    ]


def _stream(outputs: Sequence[Output], name: str) -> str:
    return "".join(
        text_of(each.get("text")) or ""
        for each in outputs
        if each.get("output_type") == "stream" and each.get("name") == name
    )


def _kind(output: Output) -> str:
    if output["output_type"] == "error":
        return f"the exception {output.get('ename', '')}".rstrip()
    return f"an output ({_listed(output.get('data') or {})})"


def _listed(data: dict[str, Any]) -> str:
    return ", ".join(sorted(data)) or "nothing"


def _plain_svg(text: str) -> str:
    for pattern, replacement in _SVG:
        text = pattern.sub(replacement, text)
    return text
