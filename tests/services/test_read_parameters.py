from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import NotFoundError
from jupyter_mlops.services.read_parameters import RunForm, parse_values, read_run_form
from tests.jobs.builders import notebook


def form_of(folder: Path, kernel: str | None = None, **metadata: object) -> RunForm:
    file = folder / "train.ipynb"
    file.write_text(json.dumps(notebook(parameters="a = 1", **metadata)))
    return read_run_form(file, kernel)


def test_a_form_shows_parameters_kernels_and_place(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    assert [each.name for each in form.parameters.parameters] == ["a"]
    assert form.kernel in {each.name for each in form.kernels}
    assert form.output_folder == tmp_path / "runs"


def test_the_kernel_is_the_notebooks_own_even_where_it_is_not_installed(tmp_path: Path) -> None:
    assert form_of(tmp_path, kernelspec={"name": "gone"}).kernel == "gone"
    assert form_of(tmp_path, "python3", kernelspec={"name": "gone"}).kernel == "python3"


def test_a_missing_notebook_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_run_form(tmp_path / "gone.ipynb")


@pytest.mark.parametrize("cell", ["a = 1", "a = ''", "a: dict = {}"])
def test_a_reference_to_a_secret_is_one_whatever_the_type(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "train.ipynb"
    file.write_text(json.dumps(notebook(parameters=cell)))
    text = '{"$secret": "env:TOKEN"}'
    assert parse_values(file, {"a": text}) == {"a": {"$secret": "env:TOKEN"}}


@pytest.mark.parametrize("text", ['{"$secret": 1}', '{"$secret": "env:X", "b": 1}', "{", "é"])
def test_a_text_that_only_looks_so_is_a_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "train.ipynb"
    file.write_text(json.dumps(notebook(parameters="a = ''")))
    assert parse_values(file, {"a": text}) == {"a": text}
