"""The browser for the tests: the system's Chromium if there is one, else one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.console import FailedError, quietly, stage
from scripts.places import program

#: Names on PATH, best first.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Where installers put it without telling PATH.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


def ensure_browser() -> dict[str, str]:
    """Finds Chromium or installs it.

    Returns:
        Environment variables that tell `ui-tests/playwright.config.js` where it is; none for
        Playwright's own, which Playwright finds itself.

    Raises:
        FailedError: There is none and none could be installed.
    """
    found = _find()
    if found is None and _is_debian():
        with stage("installing Chromium"):
            _install_debian()
        found = _find()
    if found is not None:
        return {"CHROMIUM_PATH": found}
    _install_playwright()
    return {}


def _find() -> str | None:
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return named
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in [*found, *PLACES] if path and Path(path).exists()), None)


def _is_debian() -> bool:
    """Tells Debian and its kin; on Ubuntu the package is a snap, which containers cannot run."""
    try:
        release = Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return False
    return "debian" in release and "ubuntu" not in release and _root() is not None


def _root() -> list[str] | None:
    """Returns what goes before a command that needs the superuser; None if nothing helps."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def _install_debian() -> None:
    root = _root() or []
    quietly([*root, "apt-get", "update", "-qq"])
    quietly(
        [*root, "apt-get", "install", "-y", "-qq", "chromium"], DEBIAN_FRONTEND="noninteractive"
    )


def _install_playwright() -> None:
    command = [
        program("jlpm"),
        "workspace",
        "jupyter-mlops-ui-tests",
        "playwright",
        "install",
        "chromium",
    ]
    if sys.platform == "linux" and _root() is not None:
        command.append("--with-deps")
    try:
        with stage("installing Playwright's Chromium"):
            quietly(command)
    except FailedError as failure:
        raise FailedError(
            "the browser tests need Chromium and it could not be installed: install it "
            "(on Debian: apt-get install chromium) or name one: CHROMIUM_PATH=/path/to/chromium"
        ) from failure
