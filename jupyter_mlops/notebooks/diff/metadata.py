"""What differs besides sources and outputs, and which of it is noise.

Noise is what tools write without being asked: it says when, by whom or in which window something
was done. Everything else is a decision of the author and shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jupyter_mlops.notebooks.diff.cells import frame_of
from jupyter_mlops.notebooks.diff.views import ValueChange
from jupyter_mlops.notebooks.equality import encoded, same

_Path = tuple[str, ...]

#: Paths in a cell that are noise, with all below them, and why.
CELL_NOISE: Final[dict[_Path, str]] = {
    ("id",): "ids identify a cell; the alignment has used them already",
    ("execution_count",): "counts say in which order somebody clicked",
    ("metadata", "collapsed"): "what was folded away",
    ("metadata", "scrolled"): "whether outputs were folded away",
    ("metadata", "hidden"): "what was folded away, by an extension of the classic Notebook",
    ("metadata", "heading_collapsed"): "what was folded away",
    ("metadata", "jp-MarkdownHeadingCollapsed"): "what was folded away, by JupyterLab",
    ("metadata", "jupyter", "source_hidden"): "whether the source was folded away",
    ("metadata", "jupyter", "outputs_hidden"): "whether outputs were folded away",
    ("metadata", "ExecuteTime"): "times, by an extension of the classic Notebook",
    ("metadata", "execution"): "times of the kernel's messages, by JupyterLab and nbclient",
    ("metadata", "papermill"): "times and state of a run",
    ("metadata", "execution_millis"): "times, by Deepnote",
    ("metadata", "execution_start"): "times, by Deepnote",
    ("metadata", "executionInfo"): "times and the user, by Colab",
    ("metadata", "colab"): "state of Colab's page",
    ("metadata", "colab_type"): "the cell's type once more, by Colab",
    ("metadata", "id"): "an id of Colab's own",
    ("metadata", "outputId"): "an id of Colab's own",
    ("metadata", "application/vnd.databricks.v1+cell"): "ids and view state of Databricks",
    ("metadata", "vscode"): "state of an editor",
    ("metadata", "pycharm"): "state of an editor",
    ("metadata", "trusted"): "whether this user trusted the outputs",
    ("metadata", "jupyter-mlops", "stale"): "that a merge has dropped outputs, until the next run",
}

#: The same for the notebook.
NOTEBOOK_NOISE: Final[dict[_Path, str]] = {
    ("metadata", "language_info", "version"): "the kernel's version on the machine that saved",
    ("metadata", "language_info", "codemirror_mode"): "follows from the language",
    ("metadata", "language_info", "file_extension"): "follows from the language",
    ("metadata", "language_info", "mimetype"): "follows from the language",
    ("metadata", "language_info", "nbconvert_exporter"): "follows from the language",
    ("metadata", "language_info", "pygments_lexer"): "follows from the language",
    ("metadata", "kernelspec", "display_name"): "the kernel's label; its name is what counts",
    ("metadata", "colab"): "state of Colab's page",
    ("metadata", "interpreter"): "a hash of the interpreter's path, by VS Code",
    ("metadata", "vscode"): "state of an editor",
    ("metadata", "orig_nbformat"): "what the file was upgraded from",
    ("metadata", "papermill"): "times and state of a run",
    ("metadata", "signature"): "a trust mark of old versions",
    ("metadata", "toc"): "state of a table of contents",
    ("metadata", "toc-autonumbering"): "state of a table of contents",
    ("metadata", "toc-showcode"): "state of a table of contents",
    ("metadata", "toc-showmarkdowntxt"): "state of a table of contents",
    ("metadata", "toc-showtags"): "state of a table of contents",
    ("metadata", "varInspector"): "state of a list of variables",
    ("metadata", "widgets"): "state of widgets, which only a live kernel can use",
}

_SHOWN_ELSEWHERE = frozenset({"source", "outputs", "cell_type"})
_LONGEST = 200


def cell_changes(base: dict[str, Any], head: dict[str, Any]) -> list[ValueChange]:
    """What differs between two cells besides type, source and outputs."""
    return list(_changes(_rest(base), _rest(head), (), CELL_NOISE))


def notebook_changes(base: dict[str, Any], head: dict[str, Any]) -> list[ValueChange]:
    """What differs between two notebooks besides their cells."""
    return list(_changes(frame_of(base), frame_of(head), (), NOTEBOOK_NOISE))


def _rest(cell: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key not in _SHOWN_ELSEWHERE}


def _changes(
    base: dict[str, Any], head: dict[str, Any], path: _Path, noise: dict[_Path, str]
) -> Iterator[ValueChange]:
    for key in [*base, *(key for key in head if key not in base)]:
        here = (*path, key)
        if key in base and key in head and same(base[key], head[key]):
            continue
        if _is_worth_entering(here, base.get(key), head.get(key), noise):
            yield from _changes(base.get(key) or {}, head.get(key) or {}, here, noise)
        else:
            yield ValueChange(
                path=list(here),
                kind="added" if key not in base else "changed" if key in head else "removed",
                before=_shortened(base.get(key)),
                after=_shortened(head.get(key)),
                noise=here in noise,
            )


def _is_worth_entering(path: _Path, base: Any, head: Any, noise: dict[_Path, str]) -> bool:
    """Whether to go on key by key: within two objects, and where some of what came is noise."""
    if path in noise:
        return False
    if isinstance(base, dict) and isinstance(head, dict):
        return True
    one_sided = (base is None and isinstance(head, dict)) or (
        isinstance(base, dict) and head is None
    )
    return one_sided and any(rule[: len(path)] == path for rule in noise)


def _shortened(value: Any) -> Any:
    """A value as it is, or the beginning of it as text where it is long."""
    data = encoded(value)
    if len(data) <= _LONGEST:
        return value
    return data[:_LONGEST].decode(errors="ignore") + "…"
