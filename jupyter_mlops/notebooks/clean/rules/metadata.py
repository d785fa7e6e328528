"""The rule of noisy metadata."""

from __future__ import annotations

from typing import ClassVar, Final

from jupyter_mlops.notebooks.clean.keys import drop_keys
from jupyter_mlops.notebooks.clean.rule import Notebook
from jupyter_mlops.settings import CleanSettings

#: What is dropped unless told otherwise.
NOISE: Final[tuple[str, ...]] = (
    "cell.metadata.ExecuteTime",
    "cell.metadata.collapsed",
    "cell.metadata.execution",
    "cell.metadata.execution_millis",
    "cell.metadata.execution_start",
    "cell.metadata.heading_collapsed",
    "cell.metadata.hidden",
    "cell.metadata.jp-MarkdownHeadingCollapsed",
    "cell.metadata.jupyter-mlops.stale",
    "cell.metadata.jupyter.outputs_hidden",
    "cell.metadata.papermill",
    "cell.metadata.pycharm",
    "cell.metadata.scrolled",
    "cell.metadata.trusted",
    "cell.metadata.vscode",
    "metadata.interpreter",
    "metadata.language_info.version",
    "metadata.orig_nbformat",
    "metadata.papermill",
    "metadata.signature",
    "metadata.toc.toc_position",
    "metadata.toc.toc_window_display",
    "metadata.varInspector",
    "metadata.vscode",
)


class Metadata:
    """Metadata that tools write without being asked.

    Times of execution, what was folded or scrolled, the state of editors and extensions, and the
    version of the kernel's language, which differs from machine to machine. What an author decides
    stays: tags, slides, hidden sources, names.

    Settings: `metadata = "drop-noise"` or `"keep"`; `extra-keys` drops more and `keep-keys` less,
    each a list of places such as `metadata.toc` and `cell.metadata.slideshow`. A dot may belong to
    a key, and an object that becomes empty goes with its last key.
    """

    code: ClassVar[str] = "metadata"
    title: ClassVar[str] = "noisy metadata"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        noise = NOISE if settings.metadata == "drop-noise" else ()
        dropped = frozenset((*noise, *settings.extra_keys))
        return drop_keys(nb, dropped, settings.keep_keys)
