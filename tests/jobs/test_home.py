from __future__ import annotations

import hashlib
import stat
import sys
from pathlib import Path

import pytest

from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.home import HOME_VARIABLE, Home, default_home


def test_a_notebook_is_kept_once_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    digest = home.keep_notebook(b"{}")
    assert digest == hashlib.sha256(b"{}").hexdigest()
    copy = home.notebook_copy(digest)
    assert copy.read_bytes() == b"{}"
    kept = copy.stat()
    assert home.keep_notebook(b"{}") == digest
    assert copy.stat() == kept
    assert home.keep_notebook(b"{ }") != digest


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(StorageError, match="home"):
        Home(tmp_path / "home").keep_notebook(b"{}")


def test_the_home_is_where_the_variable_says_else_with_jupyters_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, "here")
    assert default_home().root == tmp_path / "here"
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert default_home().root == tmp_path / "data" / "mlops"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_a_new_home_is_for_its_user_alone_and_one_that_exists_stays_as_it_is(
    tmp_path: Path,
) -> None:
    new, old = Home(tmp_path / "deep" / "home"), Home(tmp_path)
    before = old.root.stat().st_mode
    new.create()
    old.create()
    assert stat.S_IMODE(new.root.stat().st_mode) == 0o700
    assert old.root.stat().st_mode == before
