from __future__ import annotations

import pytest

from jupyter_mlops.cli.main import main
from jupyter_mlops.git.discarded import list_discarded
from tests.services.git_files import FilesRepository


def test_the_list_has_the_newest_first(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "nothing was discarded\n")
    assert main(["discard", "code.py"]) == 0
    assert main(["discard", "train.ipynb", "--cell", "1"]) == 0
    capsys.readouterr()
    assert main(["restore"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    newest, oldest = list_discarded(files.folder)
    assert first.startswith(f"{newest.id} ")
    assert first.endswith(" s ago  1 cell of train.ipynb")
    assert second.startswith(f"{oldest.id} ")
    assert second.endswith(" s ago  code.py")


def test_the_last_is_put_back(files: FilesRepository, capsys: pytest.CaptureFixture[str]) -> None:
    before = files.read()
    assert main(["discard", "code.py"]) == 0
    assert main(["discard", "train.ipynb"]) == 0
    assert files.read() == files.head()
    capsys.readouterr()
    assert main(["restore", "last"]) == 0
    assert capsys.readouterr().out == "restored train.ipynb\n"
    assert files.read() == before
    assert [kept.title for kept in list_discarded(files.folder)] == ["code.py"]


@pytest.mark.parametrize("word", ["20200101-000000-000000-abcdef", "../../heads/main", "last"])
def test_what_is_not_on_the_list_is_told(
    files: FilesRepository, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files.read()
    assert main(["restore", word]) == 1
    assert "nothing" in capsys.readouterr().err
    assert files.read() == before
