"""A module's text taken apart: ours, and those that nbdev makes."""

from __future__ import annotations

from jupyter_mlops.modules.text.module_text import ModuleText


def parse_module(text: str, *, file: str = "") -> ModuleText:
    """Takes a module apart.

    Never fails: what is no Python is in the sections as it stands, and a file without markers is
    one section without a key.

    Args:
        text: The file's content, with or without our header.
        file: Its path below the project, with `/`: nbdev's markers name notebooks from the
            module's folder. Keys of nbdev's older markers are `@N`, also for cells with an id.

    Returns:
        Its parts.
    """
    raise NotImplementedError(text, file)
