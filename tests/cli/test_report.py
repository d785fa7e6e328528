from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.git.notebooks import NotebookRepository, isolate


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookRepository:
    """A branch that edits one notebook, while `main` has gone on with another."""
    isolate(monkeypatch, tmp_path / "home")
    made = NotebookRepository(tmp_path / "repository")
    made.save("a.ipynb", "1")
    made.save("b.ipynb", "1")
    made.commit("a.ipynb", "b.ipynb")
    made.git("checkout", "--quiet", "-b", "topic")
    made.save("a.ipynb", "1", "2")
    made.commit("a.ipynb")
    made.git("checkout", "--quiet", "main")
    made.save("b.ipynb", "other")
    made.commit("b.ipynb")
    made.git("checkout", "--quiet", "topic")
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize("asked", ["main...HEAD", "main"])
def test_a_branch_is_reported_since_it_began(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    assert main(["report", asked]) == 0
    assert capsys.readouterr().out == "notebooks.md: 1 notebook\nnotebooks.html: 1 notebook\n"
    markdown = (repository.folder / "notebooks.md").read_text(encoding="utf-8")
    assert "a.ipynb" in markdown
    assert "b.ipynb" not in markdown
    assert "main...HEAD" in markdown
    page = (repository.folder / "notebooks.html").read_text(encoding="utf-8")
    assert "a.ipynb" in page


def test_the_markdown_keeps_to_its_limit(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.save("a.ipynb", *(f"long_{number} = {number}" for number in range(300)))
    repository.commit("a.ipynb")
    assert main(["report", "main", "--markdown", "-", "--limit", "3000", "--title", "Mine"]) == 0
    told = capsys.readouterr().out
    assert len(told) <= 3000
    assert "Mine" in told
    assert not (repository.folder / "notebooks.html").exists()


def test_paths_limit_the_report(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "main", "b.ipynb", "--html", "b.html"]) == 0
    assert capsys.readouterr().out == "b.html: 0 notebooks\n"
    assert repository


def test_a_report_needs_a_branch(
    repository: NotebookRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report"]) == 2
    assert main(["report", "nope"]) == 2
    assert "nope is no revision here" in capsys.readouterr().err
    assert repository
