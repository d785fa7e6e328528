"""What a real browser makes of a page full of attempts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from jupyter_mlops.notebooks.render.html import render_html
from jupyter_mlops.notebooks.render.model import Shown
from tests.notebooks.render.html.places import everywhere
from tests.notebooks.render.html.vectors import RAN, VECTORS

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture
def browser() -> str:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


def test_our_script_runs_and_no_other(browser: str, tmp_path: Path) -> None:
    pages = [everywhere(vector)[0] for vector in VECTORS]
    file = tmp_path / "page.html"
    file.write_text(render_html(pages, shown=Shown(noise=True), title="ours"), encoding="utf-8")
    dom = _dump(browser, file, tmp_path)
    assert "data-ready" in dom.partition("<body")[0]
    assert "<title>ours</title>" in dom
    assert f"<title>{RAN}" not in dom


def test_the_browser_would_have_told(browser: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<title>ours</title>{VECTORS[0]}", encoding="utf-8")
    assert f"<title>{RAN}</title>" in _dump(browser, file, tmp_path)


def _dump(browser: str, file: Path, folder: Path) -> str:
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [*command, profile, "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout
