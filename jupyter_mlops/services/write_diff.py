"""Use case: comparisons as a document for programs, pull requests or browsers."""

from __future__ import annotations

import json
from collections.abc import Iterable

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.notebooks.render.model import Comparison, Shown


def encode_diffs(
    form: str, comparisons: Iterable[Comparison], shown: Shown, *, bare: bool = False
) -> bytes:
    """Encodes comparisons.

    Args:
        form: `json`, `nbdime`, `markdown` or `html`.
        comparisons: What was compared.
        shown: What of it to show, in the forms for people; the others are complete.
        bare: Whether to give the diff of the only comparison by itself, not by its path.

    Raises:
        InvalidError: A bare diff was asked for, and the notebook could not be compared.
    """
    if form == "markdown":
        from jupyter_mlops.notebooks.render.markdown import render_markdown

        return render_markdown(list(comparisons), shown=shown).encode("utf-8", "replace")
    if form == "html":
        from jupyter_mlops.notebooks.render.html import render_html

        return render_html(list(comparisons), shown=shown).encode("utf-8", "replace")
    diffs = {comparison.path: _encode(form, comparison) for comparison in comparisons}
    if bare:
        for comparison in diffs.values():
            return comparison
    members = (json.dumps(path).encode() + b": " + diff.strip() for path, diff in diffs.items())
    return b"{" + b",\n ".join(members) + b"}\n"


def _encode(form: str, comparison: Comparison) -> bytes:
    if comparison.diff is None:
        return json.dumps({"problem": comparison.problem}).encode()
    if form == "json":
        from jupyter_mlops.notebooks.diff.form import dump_diff

        return dump_diff(comparison.diff)
    if form == "nbdime":
        from jupyter_mlops.notebooks.diff.nbdime import to_nbdime

        return json.dumps(to_nbdime(comparison.base, comparison.head)).encode() + b"\n"
    raise InvalidError(f"{form} is no form of a diff")
