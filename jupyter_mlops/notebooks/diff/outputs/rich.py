"""Compares rich outputs by the MIME type that a person sees."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.outputs.hashes import compare_hashes, compare_widgets
from jupyter_mlops.notebooks.diff.outputs.shown import (
    COMPANIONS,
    RASTERS,
    SVG,
    WIDGET,
    data_text,
    is_json,
    is_text,
    ranked,
    shown_mime,
)
from jupyter_mlops.notebooks.diff.outputs.streams import compare_texts
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.views import ImageView, JsonView, TableView
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.multiline import text_of


def compare_rich(
    base: dict[str, Any], head: dict[str, Any], options: DiffOptions, budget: Budget
) -> Verdict | None:
    """Compares the data of two outputs.

    What is shown decides. If it is a table, an image or a plot and the same but for noise, then
    its alternatives say the same in other words. If a text is, or a widget, or what is shown is
    equal in every bit, then the alternatives are compared, too, from the best to the plainest.

    Returns:
        None if all data is equal.
    """
    before, after = base["data"], head["data"]
    shown = shown_mime(head)
    if shown_mime(base) != shown:
        return _compare_common(before, after, shown, options, budget)
    noise: Verdict | None = None
    for mime in ranked(key for key in before if key in after):
        if same(before[mime], after[mime]):
            continue
        verdict = compare_data(mime, before[mime], after[mime], options, budget)
        if not verdict.noise or isinstance(verdict.view, ImageView | JsonView | TableView):
            return verdict
        noise = noise or verdict
    lone = (before.keys() ^ after.keys()) - COMPANIONS
    if lone:
        return Verdict(shown, noise.view if noise else None, noise=False)
    return noise or (None if same(before, after) else Verdict(shown, None, noise=True))


def compare_data(mime: str, base: Any, head: Any, options: DiffOptions, budget: Budget) -> Verdict:
    """Compares the data of one type, which differs."""
    if mime == WIDGET:
        return compare_widgets(mime, base, head)
    if mime in RASTERS or mime == SVG:
        from jupyter_mlops.notebooks.diff.outputs import images

        if mime == SVG:
            return images.compare_svgs(base, head)
        return images.compare_images(mime, base, head, options, budget)
    if is_json(mime):
        from jupyter_mlops.notebooks.diff.outputs.values import compare_values

        return compare_values(mime, base, head, options.tolerance, budget)
    if is_text(mime) and text_of(base) is not None and text_of(head) is not None:
        return _compare_readable(mime, base, head, options, budget)
    return compare_hashes(mime, base, head)


def _compare_readable(
    mime: str, base: Any, head: Any, options: DiffOptions, budget: Budget
) -> Verdict:
    """Compares two texts, as tables if they are."""
    if mime == "text/html":
        from jupyter_mlops.notebooks.diff.outputs.tables import compare_tables

        table = compare_tables(text_of(base) or "", text_of(head) or "", options.tolerance, budget)
        if table is not None:
            return table
    return compare_texts(mime, data_text(base, mime), data_text(head, mime), budget)


def _compare_common(
    base: dict[str, Any], head: dict[str, Any], shown: str, options: DiffOptions, budget: Budget
) -> Verdict:
    """Compares two outputs of which different types are shown, by the best type of both."""
    for mime in ranked(key for key in base if key in head):
        if not same(base[mime], head[mime]):
            verdict = compare_data(mime, base[mime], head[mime], options, budget)
            if not verdict.noise:
                return verdict
    return Verdict(shown, None, noise=False)
