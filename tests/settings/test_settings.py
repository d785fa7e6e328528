from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings import RunSettings, Settings, current_user, read_jobs, read_settings

TABLE = "[tool.jupyter-mlops.run]\noutput-folder = {!r}\n"


def pyproject(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(text)


def test_without_a_table_all_is_as_documented(tmp_path: Path) -> None:
    pyproject(tmp_path, "[project]\nname = 'x'\n")
    assert read_settings(tmp_path) == Settings(run=RunSettings(output_folder="runs"))
    assert read_settings(tmp_path / "no" / "such") == Settings()


def test_the_nearest_file_that_has_the_table_counts(tmp_path: Path) -> None:
    pyproject(tmp_path, TABLE.format("outer"))
    pyproject(tmp_path / "a", "[project]\nname = 'x'\n")
    pyproject(tmp_path / "a" / "b", TABLE.format("inner"))
    assert read_settings(tmp_path / "a").run.output_folder == "outer"
    assert read_settings(tmp_path / "a" / "b" / "c").run.output_folder == "inner"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool", "not TOML"),
        ("[tool.jupyter-mlops]\nrum = {}\n", "rum"),
        ("[tool.jupyter-mlops.run]\noutput-folder = 3\n", "output-folder"),
        ("[tool]\njupyter-mlops = 3\n", "tool.jupyter-mlops"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    pyproject(tmp_path, text)
    with pytest.raises(InvalidError) as caught:
        read_settings(tmp_path)
    assert str(tmp_path / "pyproject.toml") in caught.value.message
    assert said in caught.value.message


def test_the_user_is_the_hubs_where_there_is_a_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    assert current_user() == "ada"
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert current_user() == getpass.getuser()


def test_a_mistake_in_a_job_stops_nothing_but_jobs(tmp_path: Path) -> None:
    pyproject(tmp_path, TABLE.format("out") + "[tool.jupyter-mlops.jobs.nightly]\nnotebok = 1\n")
    assert read_settings(tmp_path).run.output_folder == "out"
    with pytest.raises(InvalidError, match=r"jobs\.nightly"):
        read_jobs(tmp_path / "pyproject.toml")
