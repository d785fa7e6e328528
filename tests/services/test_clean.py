from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import InvalidError, NotebookInvalidError
from jupyter_mlops.services.clean import clean_data, clean_settings, find_notebooks
from jupyter_mlops.settings import CleanSettings
from tests.git.notebooks import dump, notebook

TABLE = "[tool.jupyter-mlops.clean]\n"


def test_settings_are_those_of_the_nearest_table(tmp_path: Path) -> None:
    text = 'outputs = "keep"\nmax-output-size = "10KB"\nextra-keys = ["metadata.toc"]\n'
    (tmp_path / "pyproject.toml").write_text(TABLE + text)
    settings = clean_settings(tmp_path / "sub", {})
    expected = CleanSettings(outputs="keep", max_output_size="10KB", extra_keys=("metadata.toc",))
    assert settings == expected


def test_what_is_given_counts_more_and_keys_add_up(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        TABLE + 'outputs = "keep"\nextra-keys = ["metadata.a"]\ncolab = "keep"\n'
    )
    given = {"outputs": "drop", "extra-keys": ["cell.metadata.b"], "keep-keys": ["metadata.c"]}
    settings = clean_settings(tmp_path, given)
    assert settings.outputs == "drop"
    assert settings.colab == "keep"
    assert settings.extra_keys == ("metadata.a", "cell.metadata.b")
    assert settings.keep_keys == ("metadata.c",)


@pytest.mark.parametrize(
    "change",
    [
        {"outputs": "some"},
        {"keep-output-types": ["a.ipynb"]},
        {"keep-output-types": ["notebooks/a.ipynb"]},
        {"drop-output-types": ["erorr"]},
        {"max-output-size": "10 horses"},
        {"max-output-size": -1},
        {"extra-keys": ["cell.source"]},
        {"extra-keys": ["metadata"]},
        {"extra-keys": ["foo.invalid"]},
        {"keep-keys": ["cell.metadata."]},
        {"ids": "random"},
        {"kernelspec": ""},
        {"unheard-of": True},
    ],
)
def test_a_mistake_is_told(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(InvalidError, match=next(iter(change))):
        clean_settings(tmp_path, change)
    (tmp_path / "pyproject.toml").write_text(
        TABLE + "".join(f"{key} = {json.dumps(value)}\n" for key, value in change.items())
    )
    with pytest.raises(InvalidError, match=r"pyproject\.toml"):
        clean_settings(tmp_path, {})


def test_a_notebook_is_cleaned_once() -> None:
    data = dump(notebook("1", "2", outputs="x")).encode()
    cleaned = clean_data(data, CleanSettings(), name="a")
    assert cleaned.changed
    assert [(found.cell, found.rule) for found in cleaned.findings] == [
        (0, "outputs"),
        (0, "execution-counts"),
        (1, "outputs"),
        (1, "execution-counts"),
    ]
    again = clean_data(cleaned.data, CleanSettings(), name="a")
    assert not again.changed
    assert again.findings == []
    assert again.data == cleaned.data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.ipynb is empty"),
        (b'{"cells": [\n<<<<<<< HEAD\n', "line 2: holds the markers of a merge conflict"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
        (b"{}", "not a notebook"),
    ],
)
def test_what_is_no_notebook_is_told_by_its_place(data: bytes, said: str) -> None:
    with pytest.raises(NotebookInvalidError, match=said) as caught:
        clean_data(data, CleanSettings(), name="a.ipynb")
    assert "a.ipynb" in caught.value.message


def test_an_old_notebook_stays_old_if_it_is_clean() -> None:
    nb = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [{"cell_type": "markdown", "metadata": {}, "source": "a"}]}],
    }
    data = json.dumps(nb).encode()
    assert not clean_data(data, CleanSettings(), name="a").changed
    code = {"cell_type": "code", "input": "1", "language": "python", "metadata": {}}
    nb["worksheets"][0]["cells"].append({**code, "outputs": [], "prompt_number": 3})  # type: ignore[index]
    cleaned = clean_data(json.dumps(nb).encode(), CleanSettings(), name="a")
    assert json.loads(cleaned.data)["nbformat"] == 4


def test_notebooks_of_folders_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.ipynb", "a.ipynb", "a.txt", ".hidden.ipynb", "z/c.ipynb", "m/d.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in (".ipynb_checkpoints", ".venv", "m/.ipynb_checkpoints"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ipynb").touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_notebooks([tmp_path])]
    assert found == ["a.ipynb", "b.ipynb", "m/d.ipynb", "z/c.ipynb"]
    odd = [tmp_path / "a.txt", tmp_path / "missing"]
    assert list(find_notebooks(odd)) == odd
