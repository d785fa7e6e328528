from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.cli.main import main
from tests.git.notebooks import dump, notebook

CLEAN = dump({**notebook("1"), "cells": [{**notebook("1")["cells"][0], "execution_count": None}]})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dirty notebook, a clean one in a sub-folder; the current folder."""
    (tmp_path / "dirty.ipynb").write_text(dump(notebook("1", outputs="x")))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "clean.ipynb").write_text(CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(file: Path) -> Any:
    return json.loads(file.read_bytes())


def test_files_and_folders_are_cleaned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "."]) == 0
    assert capsys.readouterr().out == "cleaned dirty.ipynb\n"
    assert (folder / "dirty.ipynb").read_text() == CLEAN
    assert main(["clean", "dirty.ipynb", "sub"]) == 0
    assert capsys.readouterr().out == ""


def test_a_clean_file_is_not_touched(folder: Path) -> None:
    file = folder / "sub" / "clean.ipynb"
    os.utime(file, ns=(1, 1))
    inode = file.stat().st_ino
    assert main(["clean", "."]) == 0
    assert file.stat().st_mtime_ns == 1
    assert file.stat().st_ino == inode


def test_a_check_tells_the_cells_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "dirty.ipynb").read_bytes()
    told = "dirty.ipynb, cell 1: outputs\ndirty.ipynb, cell 1: execution count\n"
    for option, status in (("--check", 1), ("--verify", 1), ("--dry-run", 0)):
        assert main(["clean", option, "."]) == status
        assert capsys.readouterr().out == told
    assert main(["clean", "--check", "--quiet", "."]) == 1
    assert capsys.readouterr().out == ""
    assert main(["clean", "--check", "sub"]) == 0
    assert (folder / "dirty.ipynb").read_bytes() == before


def test_metadata_of_the_notebook_is_told_without_a_cell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nb = {**json.loads(CLEAN), "metadata": {"widgets": {}, "vscode": {}}}
    (folder / "dirty.ipynb").write_text(dump(nb))
    assert main(["clean", "--check", "dirty.ipynb"]) == 1
    told = capsys.readouterr().out
    assert told == "dirty.ipynb: noisy metadata\ndirty.ipynb: state of widgets\n"


@pytest.mark.parametrize("option", ["--stdout", "--textconv", "-t"])
def test_it_can_go_to_standard_output(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], option: str
) -> None:
    before = (folder / "dirty.ipynb").read_bytes()
    assert main(["clean", option, "dirty.ipynb"]) == 0
    assert capsysbinary.readouterr().out == CLEAN.encode()
    assert (folder / "dirty.ipynb").read_bytes() == before


def test_it_can_come_from_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = (folder / "dirty.ipynb").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["clean", "-"]) == 0
    assert capsysbinary.readouterr().out == CLEAN.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{")))
    assert main(["clean", "-"]) == 2
    assert b"standard input, line 1" in capsysbinary.readouterr().err


def test_a_broken_notebook_keeps_no_other_from_being_cleaned(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.ipynb").write_text('{\n"cells": [}')
    assert main(["clean", "gone.ipynb", "."]) == 2
    told = capsys.readouterr()
    assert "gone.ipynb" in told.err
    assert "broken.ipynb, line 2, column 11" in told.err
    assert told.out == "cleaned dirty.ipynb\n"
    assert (folder / "broken.ipynb").read_text() == '{\n"cells": [}'
    assert main(["clean", "--check", "."]) == 2


def test_the_table_of_the_repository_holds_and_options_count_more(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.jupyter-mlops.clean]\noutputs = "keep"\n')
    assert main(["clean", "."]) == 0
    assert read(folder / "dirty.ipynb")["cells"][0]["outputs"]
    assert main(["clean", ".", "--drop-output-type", "stream"]) == 0
    assert not read(folder / "dirty.ipynb")["cells"][0]["outputs"]


def cleaned(folder: Path, nb: dict[str, Any], *options: str) -> Any:
    file = folder / "n.ipynb"
    file.write_text(dump(nb))
    assert main(["clean", "n.ipynb", *options]) == 0
    return read(file)


def test_options_say_what_is_kept(folder: Path) -> None:
    nb = notebook("1", outputs="x")
    nb["cells"][0]["metadata"] = {"scrolled": True, "vscode": {}}
    nb["metadata"] = {"widgets": {}, "colab": {"name": "a"}, "kernelspec": {"name": "a"}}
    options = ("--keep-output", "--keep-count", "--keep-metadata", "--keep-colab")
    assert cleaned(folder, nb, *options, "--keep-widgets", "--keep-id") == nb
    kept = cleaned(folder, nb, "--keep-metadata-keys", "cell.metadata.scrolled metadata.widgets")
    assert kept["cells"][0]["metadata"] == {"scrolled": True}
    assert set(kept["metadata"]) == {"widgets", "kernelspec"}
    assert cleaned(folder, nb, "--keep-output-type", "error", "stream")["cells"][0]["outputs"]
    assert cleaned(folder, nb, "--max-size", "1k")["cells"][0]["outputs"]
    assert not cleaned(folder, nb, "--max-size", "10")["cells"][0]["outputs"]


def test_options_say_what_goes(folder: Path) -> None:
    nb = notebook("1", "", " ", "4", outputs="x")
    nb["metadata"] = {"kernelspec": {"name": "a"}, "b": {"c": 1, "d": 2}}
    nb["cells"][0]["metadata"] = {"init_cell": True}
    nb["cells"][3]["metadata"] = {"tags": ["scratch"]}
    done = cleaned(folder, nb, "--drop-empty-cells", "--drop-tagged-cells", "other scratch")
    assert [cell["source"] for cell in done["cells"]] == ["1"]
    assert done["cells"][0]["outputs"]
    assert not cleaned(folder, nb, "--strip-init-cells")["cells"][0]["outputs"]
    assert cleaned(folder, nb, "--extra-keys", "metadata.b.c", "--kernelspec", "drop")[
        "metadata"
    ] == {"b": {"d": 2}}
    ids = [cell["id"] for cell in cleaned(folder, nb, "--ids", "sequential")["cells"]]
    assert ids == ["0", "1", "2", "3"]


def test_a_mistake_in_an_option_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", "--extra-keys", "cell.source", "dirty.ipynb", "sub"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "extra-keys" in told
    assert (folder / "dirty.ipynb").read_text() != CLEAN
