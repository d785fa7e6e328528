from __future__ import annotations

import json

import pytest

from jupyter_mlops.cli.main import main
from jupyter_mlops.git.discarded import list_discarded
from tests.services.git_files import TEXT, FilesRepository


def test_a_file_goes_back_and_the_id_is_told(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discard", "code.py"]) == 0
    assert files.read("code.py") == TEXT.encode()
    [kept] = list_discarded(files.folder)
    told = capsys.readouterr().out
    assert told == f"discarded code.py; to take it back: jupyter mlops restore {kept.id}\n"
    assert main(["restore", kept.id]) == 0
    assert files.read("code.py") == b"changed\n"


def test_a_cell_goes_back_and_the_others_stay(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discard", "train.ipynb", "--cell", "3", "--cell", "cell-3"]) == 0
    sources = [cell["source"] for cell in json.loads(files.read())["cells"]]
    assert sources == ["load(1)", "fit()", "show()"]
    assert "discarded 2 cells of train.ipynb" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "status", "message"),
    [
        (".", 2, "is a folder"),
        (".git/config", 2, "git's own"),
        ("../secret", 2, "outside of the repository"),
        ("typo", 2, "no file typo"),
        ("same", 1, "nothing of it has changed"),
    ],
)
def test_what_cannot_be_discarded_is_left_alone(
    files: FilesRepository,
    word: str,
    status: int,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files.git("config", "core.autocrlf", "false")
    files.write("same", "1")
    files.commit("same")
    secret = files.folder.parent / "secret"
    secret.write_text("1")
    before = (files.folder / ".git" / "config").read_bytes(), files.read(), files.read("code.py")
    assert main(["discard", word]) == status
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
    after = (files.folder / ".git" / "config").read_bytes(), files.read(), files.read("code.py")
    assert after == before
    assert secret.exists()
    assert list_discarded(files.folder) == []
