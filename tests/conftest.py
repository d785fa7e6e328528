"""What every test needs: Jupyter's server fixtures, a store that is nobody's, and patience."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

# No deadline: how long an example takes is a matter of the machine, not of the law.
settings.register_profile(
    "patient", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("repeatable", settings.get_profile("patient"), derandomize=True)
settings.load_profile("patient")

pytest_plugins = ["pytest_jupyter.jupyter_server", "tests.jobs.fixtures"]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data home of this test; the user's own is out of reach, child processes included."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(folder))
    # Nothing starts a worker by itself, which would outlive the test.
    monkeypatch.setenv("JUPYTER_MLOPS_WORKER", "manual")
    return folder
