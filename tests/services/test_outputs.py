from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError, StorageError
from jupyter_mlops.services.outputs import default_output, output_folder, prepare_output
from tests.jobs.builders import NOON, notebook


@pytest.fixture
def train(tmp_path: Path) -> Path:
    file = tmp_path / "train.ipynb"
    file.write_text(json.dumps(notebook("1")))
    return file


def test_a_default_place_says_notebook_time_and_run(train: Path) -> None:
    place = default_output(train, "0" * 21 + "abcde", NOON)
    local = NOON.astimezone().strftime("%Y%m%d-%H%M%S")
    assert place == train.parent / "runs" / f"train-{local}-abcde.ipynb"


def test_the_output_folder_is_a_setting(train: Path) -> None:
    setting = '[tool.jupyter-mlops.run]\noutput-folder = "../results"\n'
    (train.parent / "pyproject.toml").write_text(setting)
    assert output_folder(train) == train.parent / "../results"


def test_a_new_place_is_made_ready_and_left_empty(train: Path) -> None:
    place = train.parent / "a" / "b" / "out.ipynb"
    prepare_output(place, train)
    assert list(place.parent.iterdir()) == []


def test_the_output_of_a_run_may_be_replaced_and_nothing_else(train: Path) -> None:
    place = train.parent / "out.ipynb"
    place.write_text(json.dumps(notebook("1", papermill={})))
    prepare_output(place, train)
    for content in (json.dumps(notebook("1")), "no notebook", ""):
        place.write_text(content)
        with pytest.raises(ConflictError, match=r"out\.ipynb"):
            prepare_output(place, train)
        assert place.read_text() == content
    (train.parent / "folder.ipynb").mkdir()
    with pytest.raises(ConflictError, match=r"folder\.ipynb"):
        prepare_output(train.parent / "folder.ipynb", train)


def test_the_notebook_itself_is_no_place_by_whatever_name(train: Path) -> None:
    link = train.parent / "link.ipynb"
    link.symlink_to(train)
    for name in (train, link, train.parent / "x" / ".." / train.name):
        with pytest.raises(InvalidError, match="overwrite"):
            prepare_output(name, train)
    with pytest.raises(InvalidError, match=r"\.ipynb"):
        prepare_output(train.parent / "out.txt", train)


def test_a_file_in_the_way_of_the_folder_is_told(train: Path) -> None:
    (train.parent / "runs").write_text("")
    with pytest.raises(StorageError, match="runs"):
        prepare_output(train.parent / "runs" / "out.ipynb", train)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX's permissions")
def test_a_read_only_folder_is_told_before_the_run() -> None:
    """As the user `nobody`, since permissions do not bind the superuser."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        said = subprocess.run(
            [sys.executable, "-c", READ_ONLY, folder], check=True, capture_output=True, text=True
        ).stdout
    assert said == f"StorageError cannot write {folder}: Permission denied\n"


READ_ONLY = """\
import os, sys
from pathlib import Path
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.services.outputs import prepare_output
os.geteuid() or os.seteuid(65534)
folder = Path(sys.argv[1])
try:
    prepare_output(folder / "out.ipynb", folder / "train.ipynb")
except MlopsError as error:
    print(type(error).__name__, error)
"""
