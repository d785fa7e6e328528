"""The tests of modules, run by pytest."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.checks.known import Known
from jupyter_mlops.errors import MlopsError
from jupyter_mlops.services.check_module_tests import module_test_findings

HEADER = (
    "# Exported from a.ipynb by jupyter-mlops. Edit its cells.\n"
    "# no version · cells 0123456789abcdef · module 0123456789abcdef\n"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # pytest alone: all the plugins that there are here take seconds to load.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    root = tmp_path / "project"
    (root / "src" / "own").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "pyproject.toml").write_text('[project]\nname = "own"\n')
    (root / "src" / "own" / "__init__.py").write_text("value = 1\n")
    (root / "tests" / "test_others.py").write_text("def test_it():\n    assert 0\n")
    return root


def _write(root: Path, text: str) -> None:
    (root / "tests" / "test_own.py").write_text(HEADER + text)


def test_where_no_cell_was_exported_as_a_test_none_is_run(root: Path) -> None:
    assert module_test_findings(root, Known(None)) == ()


def test_a_test_that_fails_is_told_at_its_line_and_known_until_something_changes(
    root: Path, tmp_path: Path
) -> None:
    known = Known(tmp_path / "known")
    log = tmp_path / "log"
    _write(
        root,
        f"from own import value\n\ndef test_value():\n    open({str(log)!r}, 'a').write('x')\n"
        "    assert value == 1\n",
    )
    assert module_test_findings(root, known) == ()
    assert module_test_findings(root, known) == ()
    assert log.read_text() == "x"
    (root / "src" / "own" / "__init__.py").write_text("value = 2\n")
    (found,) = module_test_findings(root, known)
    assert (found.code, found.notebook, found.line) == (
        "module-test-failed",
        "tests/test_own.py",
        5,
    )
    assert found.message == "test_value fails: assert 2 == 1"
    assert "assert value == 1" in found.detail
    assert log.read_text() == "xx"


def test_tests_that_cannot_be_read_are_told(root: Path) -> None:
    _write(root, "import nothing_of_that_name\n")
    (found,) = module_test_findings(root, Known(None))
    assert "nothing_of_that_name" in found.detail


def test_a_pytest_that_cannot_run_is_no_verdict(root: Path) -> None:
    _write(root, "def test_it(): ...\n")
    with (root / "pyproject.toml").open("a") as stream:
        stream.write('[tool.pytest.ini_options]\naddopts = "--no-such-option"\n')
    with pytest.raises(MlopsError, match="could not run"):
        module_test_findings(root, Known(None))
