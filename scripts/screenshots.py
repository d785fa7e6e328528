"""`make screenshots`: the pictures in docs/images, from the demo project and a real browser."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.browser import ensure_browser
from scripts.build import main as build
from scripts.console import aloud, outcome, quietly, stage
from scripts.demo_changes import add_function, change_project
from scripts.demo_slip import commit_slip
from scripts.places import CACHE, program
from scripts.server import served

#: What the list of runs shows: a notebook and what it was run with. The last one fails.
RUNS = (
    ("prepare.ipynb", ()),
    ("train.ipynb", ()),
    ("train.ipynb", ("model=lasso", "alpha=0.1")),
    ("train.ipynb", ("alpha=0.05",)),
    ("train.ipynb", ("folds=1",)),
)
#: What is swept over.
SWEEP = ("-g", "alpha=0.01,0.1,1,3", "-g", "model=ridge,lasso", "--minimize", "rmse")


def main() -> int:
    """Takes every picture, in both themes."""
    build()
    browser = ensure_browser()
    CACHE.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="mlops-") as name:
        project = Path(name) / "diabetes"
        environment = {"JUPYTER_MLOPS_HOME": str(Path(name) / "home")}
        with stage("making a project with runs"):
            _make_project(project, environment)
        page = Path(name) / "diff.html"
        with stage("comparing two of them, and changing the notebook"):
            _compare_runs(project, page, environment)
        told = {**browser, "DIFF_PAGE": str(page), "PROJECT": str(project)}
        status = _take("docs", project, environment, told)
        with stage("committing what checks fail on"):
            commit_slip(project)
        return _take("checks", project, environment, told) or status


def _take(name: str, project: Path, environment: dict[str, str], told: dict[str, str]) -> int:
    """Takes the pictures of a file of tests, on the project as it is."""
    command = [program("jlpm"), "workspace", "jupyter-mlops-ui-tests", "playwright", "test"]
    config = "--config=playwright.screenshots.config.ts"
    with served(project, CACHE / "screenshots.log", environment) as url:
        return aloud([*command, config, f"{name}.spec"], **told, TARGET_URL=url)


def _make_project(project: Path, environment: dict[str, str]) -> None:
    mlops = [program("jupyter"), "mlops"]
    quietly([*mlops, "demo", str(project)], **environment)
    _release_twice(project, environment)
    for notebook, values in RUNS:
        parameters = [part for value in values for part in ("-p", value)]
        # One of them is meant to fail.
        outcome([*mlops, "run", str(project / notebook), *parameters, "--wait"], environment)
    quietly([*mlops, "sweep", "train.ipynb", *SWEEP], project, **environment)
    quietly([*mlops, "jobs", "apply"], project, **environment)


def _release_twice(project: Path, environment: dict[str, str]) -> None:
    """Releases the notebook's module, and again with a function more."""
    mlops, git = [program("jupyter"), "mlops"], ["git", "-C", str(project)]
    quietly([*git, "config", "user.name", "Ada Martin"])
    quietly([*git, "config", "user.email", "ada.martin@example.org"])
    for version, message in (("1.0.0", "Export the model"), ("1.1.0", "Tell the bias, too")):
        if version != "1.0.0":
            add_function(project)
        quietly([*mlops, "export"], project, **environment)
        quietly([*git, "add", "--all"])
        quietly([*git, "commit", "--quiet", "-m", message])
        quietly([*mlops, "release", version, "--yes"], project, **environment)


def _compare_runs(project: Path, page: Path, environment: dict[str, str]) -> None:
    """Writes the diff of two runs, and leaves the project as it is after work on the notebook."""
    mlops = [program("jupyter"), "mlops"]
    outputs = []
    for alpha in ("0.1", "0.5"):
        outputs.append(f"alpha-{alpha}.ipynb")
        parameters = ["-p", "model=lasso", "-p", f"alpha={alpha}", "--output", outputs[-1]]
        quietly([*mlops, "run", "train.ipynb", *parameters], project, **environment)
    quietly([*mlops, "diff", *outputs, "--output", str(page)], project, **environment)
    change_project(project, project / outputs[0])
    for output in outputs:
        (project / output).unlink()
