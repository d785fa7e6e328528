"""The browser side of the environment: node_modules, the built labextension, its link."""

from __future__ import annotations

from scripts.console import quietly, stage
from scripts.environment import link_labextension
from scripts.fresh import Stamp
from scripts.places import LABEXTENSION, ROOT, program

MODULES_INPUTS = ("package.json", "ui-tests/package.json", "yarn.lock", ".yarnrc.yml")
BUILD_INPUTS = (
    *("package.json", "yarn.lock", "tsconfig.json", "*.config.js", "install.json"),
    *("src/**/*", "style/**/*", "schema/**/*"),
)


def ensure_modules() -> None:
    """Installs what `yarn.lock` names, unless that is done already.

    Raises:
        FailedError: jlpm failed.
    """
    stamp = Stamp("modules", MODULES_INPUTS)
    if stamp.fresh(ROOT / "node_modules"):
        return
    with stage("installing Node packages"):
        quietly([program("jlpm"), "install", "--immutable"])
    stamp.set()


def ensure_build() -> None:
    """Builds the frontend as it ships, unless it is fresh, and links it.

    Raises:
        FailedError: jlpm failed.
    """
    stamp = Stamp("frontend", BUILD_INPUTS)
    if not stamp.fresh(LABEXTENSION / "package.json", LABEXTENSION / "static" / "style.js"):
        with stage("building the frontend"):
            quietly([program("jlpm"), "build:prod"])
        stamp.set()
    link_labextension()
