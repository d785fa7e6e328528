"""How the environment of a kernel differs from that of a run."""

from __future__ import annotations

from msgspec import Struct

from jupyter_mlops.jobs.environment import read_environment
from jupyter_mlops.jobs.model import Environment, Run


class PackageDifference(Struct, frozen=True, kw_only=True):
    """A package that is not what it was."""

    #: Its name.
    name: str
    #: Its version then; None where it was not there.
    before: str | None
    #: Its version now; None where it is not there.
    now: str | None


class EnvironmentChange(Struct, frozen=True, kw_only=True):
    """What is not as it was."""

    #: Packages, by name.
    packages: list[PackageDifference]
    #: What else, one sentence each.
    differences: list[str]


def compare_environment(run: Run) -> EnvironmentChange:
    """Compares what a run ran in with what its kernel would run in now.

    Args:
        run: A run whose kernel is installed.
    """
    if run.environment is None:
        said = "What the run ran in is not known."
        return EnvironmentChange(packages=[], differences=[said])
    from jupyter_client.kernelspec import KernelSpecManager

    command = KernelSpecManager().get_kernel_spec(run.kernel).argv
    return _compare(run.environment, read_environment(command))


def _compare(then: Environment, now: Environment) -> EnvironmentChange:
    names = sorted(then.packages.keys() | now.packages.keys(), key=str.lower)
    packages = [
        PackageDifference(name=name, before=then.packages.get(name), now=now.packages.get(name))
        for name in names
        if then.packages.get(name) != now.packages.get(name)
    ]
    differences = [
        f"{what} was {before}, and is {after}."
        for what, before, after in (
            ("The language's version", then.language_version, now.language_version),
            ("The machine", then.platform, now.platform),
        )
        if before != after
    ]
    return EnvironmentChange(packages=packages, differences=differences)
