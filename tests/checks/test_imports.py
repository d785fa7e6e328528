from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.imports import ImportsCheck
from jupyter_mlops.checks.imports_declared import declared_in
from jupyter_mlops.checks.imports_names import is_brought
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings.checks import ChecksSettings, ImportsSettings
from tests.checks.notebooks import code, findings_of, notebook

CHECK = ImportsCheck()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "my-prices"\ndependencies = ["pandas>=2", "scikit-learn[x] ; os_name"]\n'
    )
    (tmp_path / "src/my_prices").mkdir(parents=True)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/helpers.py").write_text("")
    return tmp_path


def names(root: Path, *cells: Any, language: str = "python", **settings: Any) -> list[str]:
    data = notebook(*cells, language=language)
    subject = Subject("a/n.ipynb", data, root / "a/n.ipynb")
    given = ChecksSettings(imports=ImportsSettings(**settings))
    return [each.key for each in findings_of(CHECK, subject, context=Context(root, given))]


def test_an_import_that_is_declared_nowhere_is_a_warning_at_its_line(project: Path) -> None:
    cells = ["import pandas", "x = 1\nimport nosuchpackage.sub as s, re\nimport nosuchpackage"]
    subject = Subject("a/n.ipynb", notebook(*cells), project / "a/n.ipynb")
    [found] = findings_of(CHECK, subject, context=Context(project, ChecksSettings()))
    assert (found.code, found.severity) == ("undeclared-import", "warning")
    assert (found.cell, found.line, found.column) == ("c1", 2, 1)
    assert found.message == "`nosuchpackage` is imported, but the project doesn't declare it"


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd\nfrom sklearn.linear_model import Ridge",
        "import os.path, sys, tomllib, zoneinfo, __future__",
        "import my_prices.model\nfrom my_prices import a",
        "import helpers\nfrom . import x",
        "from IPython.display import display\nimport ipykernel",
        "try:\n    import nosuch\nexcept ImportError:\n    nosuch = None",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import nosuch",
        "%pip install -q nosuch>=2\nimport nosuch",
        "!pip install 'nosuch[all]==1.0'\nimport nosuch",
        "!conda install -y -c conda-forge pytorch\nimport torch",
        "from google.colab import drive",
        '"""\nimport nosuch\n"""',
    ],
)
def test_what_is_there_or_declared_is_no_finding(project: Path, source: str) -> None:
    assert names(project, source) == []


def test_imports_in_blocks_and_functions_count_where_functions_are_not(project: Path) -> None:
    cells = [
        "if 1:\n    import nosuch1",
        "with a:\n    import nosuch2",
        "try:\n    import nosuch3\nfinally:\n    pass",
    ]
    assert names(project, *cells) == ["nosuch1", "nosuch2", "nosuch3"]
    assert names(project, "def f():\n    import nosuch4") == ["nosuch4"]


def test_what_only_comes_along_is_not_declared(project: Path) -> None:
    assert names(project, "import numpy") == ["numpy"]


def test_settings_allow_and_tell(project: Path) -> None:
    assert names(project, "import nosuch", allow=("nosuch",)) == []
    assert names(project, "import nosuch", provided_by={"nosuch": "pandas"}) == []
    assert names(project, "import nosuch", provided_by={"nosuch": "other"}) == ["nosuch"]


def test_this_environment_knows_what_distributions_bring(project: Path) -> None:
    (project / "requirements.txt").write_text("griffelib\n")
    assert names(project, "import griffe") == []


def test_a_project_that_declares_nothing_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "a"\n')
    subject = Subject("n.ipynb", notebook("import nosuch"), tmp_path / "n.ipynb")
    [checked] = CHECK.run([subject], Context(tmp_path, ChecksSettings()))
    assert checked.skipped == "the project declares no dependencies"
    assert not checked.findings


def test_other_languages_are_left_alone(project: Path) -> None:
    assert names(project, "import nosuch", language="julia") == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[project.optional-dependencies]\na = ["One_Two.three>=1"]'),
        ("pyproject.toml", '[dependency-groups]\ndev = ["one-two-three", {include-group = "x"}]'),
        ("pyproject.toml", '[tool.poetry.dependencies]\none-two-three = "^1"'),
        ("pyproject.toml", '[tool.poetry.group.dev.dependencies]\none-two-three = {version = "1"}'),
        ("pyproject.toml", '[tool.uv]\ndev-dependencies = ["one-two-three @ https://a.org/b.whl"]'),
        ("setup.cfg", "[options]\ninstall_requires =\n    one-two-three>=1\n    # comment\n"),
        ("setup.cfg", "[options.extras_require]\na = one-two-three\n"),
        ("setup.py", "setup(install_requires=[\n'one-two-three[a]>=1',\n],)"),
        ("setup.py", "setup(extras_require={'a': ['one-two-three']})"),
        ("Pipfile", '[packages]\none-two-three = "*"'),
        ("pixi.toml", '[pypi-dependencies]\none-two-three = "*"'),
        ("requirements.txt", "# all\n-i https://a.org\none-two-three==1.0  # why\n"),
        ("requirements-dev.txt", "one-two-three"),
        ("requirements/base.txt", "one-two-three"),
        ("requirements.txt", "-r more.in"),
        ("requirements.txt", "-e git+https://a.org/b/one-two-three.git@v1"),
        ("requirements.txt", "git+https://a.org/b/c#egg=one-two-three"),
        (
            "environment.yml",
            "name: a\nchannels:\n  - b\ndependencies:\n  - pip:\n    - one-two-three>=1",
        ),
        ("environment.yml", "dependencies: \n- conda-forge::one-two-three=1.0\n"),
    ],
)
def test_declarations_are_read_wherever_they_stand(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    (tmp_path / "more.in").write_text("one-two-three\n-r more.in\n")
    assert "one-two-three" in declared_in([tmp_path])


@pytest.mark.parametrize("text", ["[project", "a = 1", "[project]\ndependencies = 3", "\0"])
def test_files_that_say_nothing_declare_nothing(tmp_path: Path, text: str) -> None:
    for file in ("pyproject.toml", "setup.cfg", "setup.py", "Pipfile"):
        (tmp_path / file).write_text(text)
    assert declared_in([tmp_path]) == frozenset()


@pytest.mark.parametrize(
    ("package", "distribution"),
    [
        ("sklearn", "scikit-learn"),
        ("cv2", "opencv-python-headless"),
        ("PIL", "pillow"),
        ("yaml", "pyyaml"),
        ("serial", "pyserial"),
        ("some_thing", "some-thing"),
        ("google.cloud.storage", "google-cloud-storage"),
        ("azure.ai.ml", "azure-ai-ml"),
        ("mpl_toolkits", "matplotlib"),
    ],
)
def test_well_known_names_are_known(package: str, distribution: str) -> None:
    assert is_brought(package, frozenset({distribution}))
    assert not is_brought(package, frozenset({"other"}))


def test_the_key_changes_with_what_is_declared_and_there(project: Path) -> None:
    def key() -> str | None:
        subject = Subject("a/n.ipynb", notebook(code("1")), project / "a/n.ipynb")
        return CHECK.key(subject, Context(project, ChecksSettings()))

    before = key()
    (project / "requirements.txt").write_text("numpy")
    declared = key()
    (project / "a/more.py").write_text("")
    assert len({before, declared, key()}) == 3
