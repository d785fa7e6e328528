from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.folder import RunFolder, RunOrder

ORDER = RunOrder(
    run_id="r",
    notebook="/n.ipynb",
    copy="/c.ipynb",
    output="/o.ipynb",
    refuge="/r.ipynb",
    kernel="python3",
    parameters={"a": [1, None, "ü"]},
)


def test_an_order_is_read_as_it_was_filed(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "runs" / "r")
    folder.create(ORDER)
    assert folder.read_order() == ORDER


def test_one_of_many_gets_the_claim(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(lambda _: folder.claim(), range(8))) == [False] * 7 + [True]
    assert 0 <= folder.claimed_for < 60


def test_a_wish_to_cancel_is_seen_and_may_be_said_twice(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    assert not folder.cancel_requested
    folder.request_cancel()
    folder.request_cancel()
    assert folder.cancel_requested


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file in the way")
    with pytest.raises(StorageError, match="runs"):
        RunFolder(tmp_path / "runs" / "r").create(ORDER)


def test_a_removed_folder_is_gone_and_may_be_removed_again(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "r")
    folder.create(ORDER)
    folder.remove()
    folder.remove()
    assert not folder.root.exists()
