from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_mlops.cli.main import main
from tests.services.git_files import FilesRepository

if TYPE_CHECKING:
    import pytest


def test_files_go_out_of_the_index(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files.read()
    assert main(["stage", "."]) == 0
    capsys.readouterr()
    assert main(["unstage", "train.ipynb", "code.py"]) == 0
    assert capsys.readouterr().out == "unstaged 2 files\n"
    assert files.git("diff", "--cached", "--name-only") == ""
    assert files.read() == before


def test_a_cell_goes_out_and_the_others_stay(files: FilesRepository) -> None:
    assert main(["stage", "train.ipynb"]) == 0
    assert main(["unstage", "train.ipynb", "--cell", "3"]) == 0
    assert files.staged_sources() == ["load(1)", "fit()", "show()", "new()"]


def test_outputs_go_out_and_the_source_stays(files: FilesRepository) -> None:
    files.run("load(1)", "fit()", "show(2)")
    assert main(["stage", "train.ipynb", "--with-outputs"]) == 0
    assert main(["unstage", "train.ipynb", "--outputs"]) == 0
    assert files.staged_sources() == ["load(1)", "fit()", "show(2)"]
    assert {cell["outputs"][0]["text"] for cell in files.staged_cells()} == {"first\n"}


def test_a_conflict_is_not_unstaged(
    files: FilesRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    files.git("checkout", "--quiet", "--", ".")
    files.conflict("code.py", "1\n", "2\n")
    assert main(["unstage", "code.py"]) == 1
    assert "merge conflict" in capsys.readouterr().err
