from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks import lint_ruff
from jupyter_mlops.checks.lint import LintCheck
from jupyter_mlops.checks.model import Finding
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import InvalidError, UnavailableError
from jupyter_mlops.settings.checks import CheckSettings, ChecksSettings, LintSettings
from tests.checks.notebooks import code, findings_of, markdown, notebook, printed

CHECK = LintCheck()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    return tmp_path.resolve()


def put(root: Path, *cells: Any, path: str = "a/n.ipynb", **more: Any) -> Subject:
    data = notebook(*cells, **more)
    (root / path).write_bytes(data)
    return Subject(path, data, root / path)


def lint(root: Path, *subjects: Subject, **settings: Any) -> Sequence[Finding]:
    given = ChecksSettings(lint=LintSettings(**settings))
    return findings_of(CHECK, *subjects, context=Context(root, given))


def codes(root: Path, *subjects: Subject, **settings: Any) -> list[str]:
    return [found.code for found in lint(root, *subjects, **settings)]


def test_a_finding_stands_at_cell_line_and_column(project: Path) -> None:
    cells = [markdown("# A"), "%matplotlib inline\nimport os", "print(f'x')"]
    first, second = lint(project, put(project, *cells))
    assert (first.code, first.cell, first.index, first.line, first.column) == (
        "F401",
        "c1",
        1,
        2,
        8,
    )
    assert (first.severity, first.fixable, first.message) == (
        "warning",
        True,
        "`os` imported but unused",
    )
    assert first.hint
    assert (second.code, second.cell) == ("F541", "c2")


def test_a_cell_that_is_no_python_is_an_error(project: Path) -> None:
    [found] = lint(project, put(project, "x = 1", "y = 2\nx = = 1"))
    assert (found.code, found.severity, found.cell, found.line) == (
        "invalid-syntax",
        "error",
        "c1",
        2,
    )


def test_a_file_that_ruff_makes_nothing_of_is_linted_by_its_cells(project: Path) -> None:
    """It takes no field that the format does not know; what it says then is no fault of a cell."""
    subject = put(project, "x = 1", "import os")
    document = json.loads(subject.data)
    document["cells"][0]["trusted"] = True
    subject.file.write_text(json.dumps(document))
    odd = Subject(subject.path, subject.file.read_bytes(), subject.file)
    (found,) = lint(project, odd)
    assert (found.code, found.cell) == ("F401", "c1")


def test_a_magic_without_its_percent_sign_is_no_fault(project: Path) -> None:
    assert codes(project, put(project, "pip install a b", "ls")) == []


def test_what_notebooks_do_as_a_matter_of_course_is_no_finding(project: Path) -> None:
    cells = [
        "from math import *\nprint(sin(1))",
        "import re; re.compile('a');\nf = lambda: 1",
        "!ls\n%time l = f() == True\nl",
        "%%bash\necho 'no python",
        "undefined",
    ]
    assert codes(project, put(project, *cells)) == []


def test_undefined_names_are_found_where_nothing_else_finds_them(project: Path) -> None:
    given = ChecksSettings(order=CheckSettings(severity="off"))
    found = findings_of(CHECK, put(project, "x"), context=Context(project, given))
    assert [each.code for each in found] == ["F821"]


@pytest.mark.parametrize("name", ["ruff.toml", "pyproject.toml", "a/.ruff.toml"])
def test_the_projects_own_configuration_counts(project: Path, name: str) -> None:
    table = "[tool.ruff.lint]" if "pyproject" in name else "[lint]"
    (project / name).write_text(f'{table}\nselect = ["E741"]\n')
    assert codes(project, put(project, "import os\nl = 1")) == ["E741"]


def test_what_the_configuration_excludes_is_not_linted(project: Path) -> None:
    (project / "ruff.toml").write_text('extend-exclude = ["a"]\n')
    assert codes(project, put(project, "import os")) == []


def test_a_configuration_beside_the_repository_does_not_count(project: Path) -> None:
    (project / "ruff.toml").write_text('lint.select = ["E741"]\n')
    root = project / "clone"
    (root / "a").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", root], check=True)
    assert codes(root, put(root, "import os\nl = 1")) == ["F401"]


@pytest.mark.parametrize("configured", [False, True])
def test_content_that_is_not_that_of_the_file_is_linted(project: Path, configured: bool) -> None:  # noqa: FBT001
    if configured:
        (project / "a/ruff.toml").write_text('lint.select = ["F"]\n')
    there = put(project, "x = 1")
    other = Subject("a/n.ipynb", notebook("import os"), there.file)
    gone = Subject("a/b/gone.ipynb", notebook("import re"), project / "a/b/gone.ipynb")
    assert [(each.notebook, each.code) for each in lint(project, other, gone)] == [
        ("a/n.ipynb", "F401"),
        ("a/b/gone.ipynb", "F401"),
    ]
    assert not (project / "a/b").exists()
    assert not (project / ".ruff_cache").exists()


def test_outputs_that_git_does_not_store_make_no_copy(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lint_ruff, "mirror", None)
    put(project, code("import os", printed("x"), count=3))
    assert codes(project, Subject("a/n.ipynb", notebook("import os"), project / "a/n.ipynb")) == [
        "F401"
    ]


def test_other_languages_are_left_alone(project: Path) -> None:
    assert codes(project, put(project, "x <- = 1", language="R")) == []


def test_fixes_change_sources_and_nothing_else(project: Path) -> None:
    outputs = [printed("x" * 100)]
    cells = [code("import os\nimport re\nre", *outputs, count=2), code("print(f'x')"), "y  =  1"]
    made = put(project, *cells)
    text = made.data.decode().replace('"import os\\nimport re\\nre"', '["import os\\n", "re"]')
    made.file.write_text(text)
    working = Subject(made.path, text.encode(), made.file)
    fixed = CHECK.fix([working], Context(project, ChecksSettings()))
    expected = text.replace('["import os\\n", "re"]', '[\n    "re"\n   ]').replace("f'x'", "'x'")
    assert json.loads(fixed[made.path].data) == json.loads(expected)
    assert fixed[made.path].count == 2
    assert fixed[made.path].data.decode().count("y  =  1") == 1
    assert made.file.read_text() == text


def test_what_only_magics_use_is_used(project: Path) -> None:
    cells = ["import numpy as np\nimport os\nimport re", "%timeit np.sum(1)", "%%R -i os\nx"]
    made = put(project, *cells)
    found = lint(project, made)
    assert [(each.code, each.line, each.fixable) for each in found] == [("F401", 3, False)]
    assert CHECK.fix([made], Context(project, ChecksSettings())) == {}
    other = put(project, *cells[:1], "!ls", path="a/m.ipynb")
    fixed = CHECK.fix([made, other], Context(project, ChecksSettings()))
    assert [(path, each.count) for path, each in fixed.items()] == [("a/m.ipynb", 3)]


def test_there_is_nothing_to_fix_in_what_is_clean(project: Path) -> None:
    assert CHECK.fix([put(project, "x = 1")], Context(project, ChecksSettings())) == {}


def test_a_wrong_configuration_is_said(project: Path) -> None:
    (project / "ruff.toml").write_text("no-such-setting = 1\n")
    with pytest.raises(InvalidError, match="ruff: "):
        lint(project, put(project, "x = 1"))


def test_without_ruff_it_says_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lint_ruff, "find_tool", lambda _: None)
    with pytest.raises(UnavailableError, match="ruff is not installed"):
        lint(project, put(project, "x = 1"))
    assert lint(project, put(project, "import os"), ruff=False, mypy=False) == []


def test_types_are_checked_where_the_project_configures_it(project: Path) -> None:
    cells = [
        markdown("a"),
        "%matplotlib inline\ndef f(x: int) -> int:\n    return x",
        "!ls\nf('a')",
    ]
    made = put(project, *cells)
    assert codes(project, made) == []
    (project / "mypy.ini").write_text("[mypy]\ncache_dir = /dev/null\n")
    [found] = lint(project, made)
    assert (found.code, found.cell, found.line, found.column) == ("arg-type", "c2", 2, 3)
    assert codes(project, made, mypy=False) == []


def test_the_key_changes_with_the_configuration(project: Path) -> None:
    made = put(project, "x = 1")

    def key() -> str | None:
        return CHECK.key(made, Context(project, ChecksSettings()))

    before = key()
    assert before == key()
    (project / "base.toml").write_text("line-length = 80\n")
    (project / "ruff.toml").write_text('extend = "base.toml"\n')
    extended = key()
    (project / "base.toml").write_text("line-length = 90\n")
    assert len({before, extended, key()}) == 3
