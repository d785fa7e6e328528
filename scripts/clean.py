"""`make clean`: what was built goes; what was downloaded or written by a person stays."""

from __future__ import annotations

import shutil

from scripts.environment import unlink_labextension
from scripts.places import CACHE, LABEXTENSION, ROOT

BUILT = (
    *("lib", "dist", "coverage", "ui-tests/test-results", "ui-tests/playwright-report"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"),
)


def main() -> int:
    """Removes the built frontend, the caches and the test reports."""
    unlink_labextension()
    for folder in (CACHE, LABEXTENSION, *(ROOT / name for name in BUILT)):
        shutil.rmtree(folder, ignore_errors=True)
    print("clean: .venv, node_modules and demo are still there")
    return 0
