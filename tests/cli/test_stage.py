from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.services.git_files import FilesRepository


def test_a_file_is_staged_without_its_outputs(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files.read()
    assert main(["stage", "train.ipynb"]) == 0
    assert capsys.readouterr().out == "staged train.ipynb\n"
    assert files.staged_sources() == ["load(1)", "fit()", "show(2)", "new()"]
    assert not files.staged_cells()[3]["outputs"]
    assert files.read() == before


def test_with_outputs_it_is_what_git_add_gives(files: FilesRepository) -> None:
    assert main(["stage", "train.ipynb", "--with-outputs"]) == 0
    assert files.staged() == files.read()


@pytest.mark.parametrize("names", [("1", "4"), ("cell-0", "cell-3"), ("4", "1", "1")])
def test_cells_are_named_by_number_or_id(
    files: FilesRepository, names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word for name in names for word in ("--cell", name)]
    assert main(["stage", "train.ipynb", *words]) == 0
    assert capsys.readouterr().out == "staged 2 cells of train.ipynb\n"
    assert files.staged_sources() == ["load(1)", "fit()", "show()", "new()"]


def test_a_number_is_never_taken_for_an_id(files: FilesRepository) -> None:
    nb = json.loads(files.read())
    for number, cell in enumerate(nb["cells"]):
        cell["id"] = str(number)
    files.write("train.ipynb", json.dumps(nb))
    assert main(["stage", "train.ipynb", "--cell", "3"]) == 0
    assert files.staged_sources() == ["load()", "fit()", "show(2)"]
    assert main(["stage", "train.ipynb", "--cell", "0"]) == 2


def test_a_removed_cell_is_staged_by_its_key(files: FilesRepository) -> None:
    files.run("load()", "fit()")
    assert main(["stage", "train.ipynb", "--cell", "cell-2"]) == 0
    assert files.staged_sources() == ["load()", "fit()"]


def test_outputs_alone_are_staged_when_asked_for(files: FilesRepository) -> None:
    assert main(["stage", "train.ipynb", "--cell", "2", "--outputs"]) == 0
    told = [cell["outputs"][0]["text"] for cell in files.staged_cells()]
    assert told == ["first\n", "second\n", "first\n"]


def test_sources_alone_leave_old_outputs(files: FilesRepository) -> None:
    files.run("load(1)", "fit()", "show(2)")
    assert main(["stage", "train.ipynb", "--source", "--with-outputs"]) == 0
    assert files.staged_sources() == ["load(1)", "fit()", "show(2)"]
    assert {cell["outputs"][0]["text"] for cell in files.staged_cells()} == {"first\n"}


def test_metadata_of_the_notebook_is_staged_by_its_name(files: FilesRepository) -> None:
    nb = {**json.loads(files.head()), "metadata": {"title": "A"}}
    files.write("train.ipynb", json.dumps(nb, indent=1) + "\n")
    assert main(["stage", "train.ipynb", "--cell", "notebook"]) == 0
    assert json.loads(files.staged())["metadata"] == {"title": "A"}


def test_a_folder_means_what_has_changed_in_it(
    files: FilesRepository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write("sub/a.txt", "1")
    files.write("sub/b.txt", "1")
    monkeypatch.chdir(files.folder / "sub")
    assert main(["stage", "."]) == 0
    assert capsys.readouterr().out == "staged 2 files\n"
    assert files.git("diff", "--cached", "--name-only") == "sub/a.txt\nsub/b.txt"
    assert main(["stage", ".."]) == 0
    assert files.git("diff", "--name-only") == "train.ipynb"  # whose outputs stay here


def test_a_repository_within_is_not_for_this_one(
    files: FilesRepository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = FilesRepository(files.folder / "inner")
    assert main(["stage", "."]) == 0
    assert files.git("diff", "--cached", "--name-only") == "code.py\ntrain.ipynb"
    capsys.readouterr()
    assert main(["status"]) == 0
    assert "?? inner/\n" in capsys.readouterr().out
    monkeypatch.chdir(inner.folder)
    assert main(["status", ".."]) == 0
    assert "M  ../code.py\n" in capsys.readouterr().out
    assert main(["stage", "../code.py"]) == 2


def test_a_file_that_is_gone_is_staged_so(files: FilesRepository) -> None:
    (files.folder / "code.py").unlink()
    assert main(["stage", "code.py"]) == 0
    assert files.git("diff", "--cached", "--name-status") == "D\tcode.py"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["train.ipynb", "--cell", "9"], 2, "no changed cell 9"),
        (["train.ipynb", "--cell", "notebook"], 2, "no changed cell notebook"),
        (["train.ipynb", "code.py", "--cell", "1"], 2, "one notebook"),
        (["code.py", "--cell", "1"], 1, "code.py"),
        (["typo.ipynb"], 2, "no file typo.ipynb"),
        (["train.ipynb", "typo.ipynb"], 2, "no file typo.ipynb"),
        (["train.ipynb", "train.ipynb"], 2, "named twice"),
        (["../home"], 2, "outside of the repository"),
        ([".git/config"], 2, "git's own"),
        (["same"], 2, "nothing has changed in same"),
    ],
)
def test_what_cannot_be_staged_is_told_in_a_line_and_nothing_is(
    files: FilesRepository,
    words: list[str],
    status: int,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (files.folder / "same").mkdir()
    assert main(["stage", *words]) == status
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
    assert files.git("diff", "--cached", "--name-only") == ""


def test_outside_of_repositories_nothing_is_staged(
    files: FilesRepository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(files.folder).parent)
    assert main(["stage", "repository/code.py"]) == 1
    assert "no git repository" in capsys.readouterr().err
