from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError, MlopsError, NotFoundError, ParameterError
from jupyter_mlops.services.sweep_table import read_table
from tests.jobs.builders import Project, notebook

CELL = "alpha: float = 1.0\nmodel = 'ridge'\nfolds: int | None = None"


@pytest.fixture
def train(project: Project) -> Path:
    return project.write(notebook("print(alpha)", parameters=CELL))


def test_texts_are_read_by_the_type_of_their_parameter(project: Project, train: Path) -> None:
    file = project.folder / "points.csv"
    file.write_text("alpha;model;folds\n0.5;1e3;None\n1;no;3\n;x;\n")
    expected = [
        {"alpha": 0.5, "model": "1e3", "folds": None},
        {"alpha": 1.0, "model": "no", "folds": 3},
        {"model": "x"},
    ]
    assert read_table(train, file) == expected
    assert read_table(train, file.read_text()) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_is_read(project: Project, train: Path, encoding: str) -> None:
    file = project.folder / "points.csv"
    file.write_text("model\talpha\nübung\t1\n", encoding=encoding)
    assert read_table(train, file) == [{"model": "übung", "alpha": 1.0}]


def test_json_has_types_of_its_own(train: Path) -> None:
    assert read_table(train, '[{"alpha": 1, "other": [1]}]') == [{"alpha": 1, "other": [1]}]


def test_an_unknown_column_is_left_to_the_sweep_to_refuse(train: Path) -> None:
    assert read_table(train, "alhpa\n1") == [{"alhpa": "1"}]


def test_what_cannot_be_read_is_told_with_its_place(project: Project, train: Path) -> None:
    cases: list[tuple[Path | str, type[MlopsError], str]] = [
        ("alpha\n1\nx", ParameterError, "the table, point 2: parameter alpha takes float"),
        (project.folder / "gone.csv", NotFoundError, r"gone\.csv"),
        (project.folder, InvalidError, "cannot be read"),
        (_write(project, b"\xff\x00alpha"), InvalidError, "not text in UTF-8"),
    ]
    for table, error, said in cases:
        with pytest.raises(error, match=said):
            read_table(train, table)


def _write(project: Project, data: bytes) -> Path:
    file = project.folder / "odd.csv"
    file.write_bytes(data)
    return file
