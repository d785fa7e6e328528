"""A project to run notebooks of, with real processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_mlops.jobs.home import Home
from jupyter_mlops.services.desk import Desk, open_store
from tests.jobs.builders import Project


@pytest.fixture
def project(home: Path, tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "project"
    folder.mkdir()
    desk = Desk(home=Home(home), store=open_store(Home(home)), user="ada")
    yield Project(folder, desk)
    desk.store.close()
