from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.saving import Saver
from tests.jobs.builders import notebook


def test_a_save_is_whole_and_makes_the_next_one_wait(tmp_path: Path) -> None:
    saver = Saver(tmp_path / "out.ipynb")
    assert saver.due()
    saver.save(notebook("1"))
    assert not saver.due()
    assert json.loads((tmp_path / "out.ipynb").read_text())["cells"][0]["source"] == ["1"]


def test_a_failed_save_on_the_way_only_warns_and_is_tried_again_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    saver = Saver(tmp_path / "gone" / "out.ipynb")
    saver.save_on_the_way(notebook("1"))
    assert "out.ipynb" in caplog.text
    assert not saver.due()
    with pytest.raises(StorageError, match=r"out\.ipynb"):
        saver.save(notebook("1"))


def test_without_a_place_nothing_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Saver(None).save(notebook("1"))
    assert list(tmp_path.iterdir()) == []
