from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings.checks import ChecksSettings, read_checks_settings


def _read(folder: Path, text: str) -> ChecksSettings:
    file = folder / "pyproject.toml"
    file.write_text(text)
    return read_checks_settings(file)


def test_without_a_file_all_is_as_by_default(tmp_path: Path) -> None:
    assert read_checks_settings(tmp_path / "pyproject.toml") == ChecksSettings()


def test_each_check_has_a_table_of_its_own(tmp_path: Path) -> None:
    settings = _read(
        tmp_path,
        """
        [tool.jupyter-mlops.checks]
        notebooks = ["notebooks"]
        [tool.jupyter-mlops.checks.size]
        severity = "error"
        notebook = "2 MB"
        [[tool.jupyter-mlops.checks.execute.parameters]]
        notebook = "train.ipynb"
        name = "small"
        values = { alpha = 0.1 }
        [[tool.jupyter-mlops.checks.gates.rules]]
        expression = "metrics.accuracy >= 0.9"
        """,
    )
    assert settings.notebooks == ("notebooks",)
    assert (settings.size.severity, settings.size.notebook) == ("error", "2 MB")
    assert settings.execute.parameters[0].values == {"alpha": 0.1}
    assert settings.gates.rules[0].expression == "metrics.accuracy >= 0.9"


@pytest.mark.parametrize(
    "table",
    [
        "[tool.jupyter-mlops.checks.sise]",
        "[tool.jupyter-mlops.checks.size]\nseverty = 'error'",
        "[tool.jupyter-mlops.checks.size]\nseverity = 'fatal'",
        "[tool.jupyter-mlops.checks.order]\nnotebook = '1 MB'",
        "[[tool.jupyter-mlops.checks.execute.parameters]]\nnotebook = 'a.ipynb'",
    ],
)
def test_what_is_not_known_is_refused_with_its_key(tmp_path: Path, table: str) -> None:
    with pytest.raises(InvalidError, match=r"\[tool.jupyter-mlops.checks\]"):
        _read(tmp_path, table)
