"""Shows a page in the user's browser."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def has_browser() -> bool:
    """Whether a browser with windows can be started; one in this terminal doesn't count."""
    if os.environ.get("BROWSER"):
        return True
    if sys.platform in ("win32", "darwin"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def open_page(page: str) -> Path:
    """Writes a page to a temporary file, which only this user can read, and opens it.

    The file stays: the browser may read it long after this command has ended.
    """
    import webbrowser

    handle, name = tempfile.mkstemp(prefix="notebook-diff-", suffix=".html")
    with os.fdopen(handle, "wb") as stream:
        stream.write(page.encode("utf-8", "replace"))
    file = Path(name)
    webbrowser.open(file.as_uri())
    return file
