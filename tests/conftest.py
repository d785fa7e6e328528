"""What every test needs: Jupyter's server fixtures and a store that is nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["pytest_jupyter.jupyter_server", "tests.jobs.fixtures"]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data home of this test; the user's own is out of reach, child processes included."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(folder))
    # Nothing starts a worker by itself, which would outlive the test.
    monkeypatch.setenv("JUPYTER_MLOPS_WORKER", "manual")
    return folder
