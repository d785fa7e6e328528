"""All checks, by name; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from jupyter_mlops.checks.check import Check
from jupyter_mlops.checks.model import CheckName

_CLASSES: Final = {
    CheckName.SECRETS: ("secrets", "SecretsCheck"),
    CheckName.CLEAN: ("clean", "CleanCheck"),
    CheckName.SIZE: ("size", "SizeCheck"),
    CheckName.ORDER: ("order", "OrderCheck"),
    CheckName.LINT: ("lint", "LintCheck"),
    CheckName.IMPORTS: ("imports", "ImportsCheck"),
    CheckName.PATHS: ("paths", "PathsCheck"),
    CheckName.MODULES: ("modules", "ModulesCheck"),
    CheckName.EXECUTE: ("execute", "ExecuteCheck"),
    CheckName.TEST: ("test", "TestCheck"),
    CheckName.REPRODUCE: ("reproduce", "ReproduceCheck"),
    CheckName.GATES: ("gates", "GatesCheck"),
}


def get_check(name: CheckName) -> Check:
    """A check by its name; only its own modules are imported."""
    module, cls = _CLASSES[name]
    return cast("Check", getattr(import_module(f"jupyter_mlops.checks.{module}"), cls)())


def all_checks() -> tuple[Check, ...]:
    """All checks, in the order in which they are told."""
    return tuple(get_check(name) for name in CheckName)
