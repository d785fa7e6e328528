from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import ConflictError, InvalidError, NotebookInvalidError
from jupyter_mlops.services.resolve import Resolving
from tests.git.notebooks import dump
from tests.notebooks.merge.conflicted import merge_texts
from tests.notebooks.merge.marked import (
    LOCAL,
    REMOTE,
    code,
    deletion_conflict,
    held,
    notebook,
    source_conflict,
)


def conflicted() -> dict[str, Any]:
    metadata = held(
        "metadata", base={}, local={"metadata": {"a": 1}}, remote={"metadata": {"a": 2}}
    )
    nb = notebook(deletion_conflict(), code("plain"), source_conflict(), deletion_conflict())
    return {**nb, "metadata": {"a": 1, **metadata}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.ipynb"
    path.write_text(dump(conflicted()).replace('"plain"', '"pl\\u0061in"'))
    return path


def sources(file: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(file.read_bytes())["cells"]]


def test_nothing_is_written_before_it_is_saved(file: Path) -> None:
    before = file.read_bytes()
    resolving = Resolving(file)
    resolving.save()
    resolving.settle(2, "local")
    assert file.read_bytes() == before
    resolving.save()
    assert sources(file)[2] == LOCAL
    assert b"pl\\u0061in" in file.read_bytes()


def test_all_can_be_settled_alike(file: Path) -> None:
    resolving = Resolving(file)
    assert resolving.settle_all("local") == 4
    resolving.save()
    assert sources(file) == ["plain", LOCAL]
    assert json.loads(file.read_bytes())["metadata"] == {"a": 1}
    assert Resolving(file).conflicts == []


def test_cells_are_counted_as_they_were(file: Path) -> None:
    resolving = Resolving(file)
    resolving.settle_cells({0: "local", 2: "remote", 3: "base", None: "remote"})
    resolving.save()
    assert sources(file) == ["plain", REMOTE, "# Old"]
    assert json.loads(file.read_bytes())["metadata"] == {"a": 2}


def test_of_several_choices_all_or_none_are_made(file: Path) -> None:
    resolving = Resolving(file)
    with pytest.raises(InvalidError, match="cell 2 has no conflict"):
        resolving.settle_cells({2: "local", 1: "local"})
    assert len(resolving.conflicts) == 4


def test_an_edited_source_is_stored_as_the_old_one_was(file: Path) -> None:
    resolving = Resolving(file)
    resolving.write_source(2, "x\ny")
    resolving.settle(2, "edited")
    assert resolving.nb["cells"][2]["source"] == "x\ny"
    resolving.nb["cells"][1]["source"] = []
    resolving.write_source(1, "x\ny")
    assert resolving.nb["cells"][1]["source"] == ["x\n", "y"]


def test_a_change_by_another_program_is_not_overwritten(file: Path) -> None:
    resolving = Resolving(file)
    resolving.settle(2, "local")
    resolving.save()
    file.write_bytes(file.read_bytes() + b"\n")
    resolving.settle(3, "base")
    with pytest.raises(ConflictError, match="another program"):
        resolving.save()
    assert sources(file)[3].startswith("<<<<<<<")


def test_raw_markers_are_repaired_first(tmp_path: Path) -> None:
    file = tmp_path / "raw.ipynb"
    texts = [dump(notebook(code(f"x = {value}"))).encode() for value in (0, 1, 2)]
    file.write_bytes(merge_texts(texts[0], texts[1], texts[2]))
    resolving = Resolving(file)
    assert any("raw.ipynb held a conflict" in note for note in resolving.notes)
    resolving.settle_all("remote")
    resolving.save()
    resolving.save()
    assert sources(file) == ["x = 2"]


def test_what_is_no_notebook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text("{}")
    with pytest.raises(NotebookInvalidError, match=r"a\.ipynb"):
        Resolving(file)
