"""What is checked: `[tool.jupyter-mlops.checks]`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from jupyter_mlops.settings import Duration, Size, convert_part, convert_table, read_table

#: What a finding weighs; `off` leaves the check out.
CheckSeverity = Literal["error", "warning", "note", "off"]


class CheckSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What every check can be told."""

    #: What its findings weigh; each check has a default, some weigh one finding with another.
    severity: CheckSeverity | None = None
    #: Patterns of notebooks, relative to the file's folder, that it is for; all by default.
    paths: tuple[str, ...] = ()
    #: Patterns of notebooks that it leaves out.
    exclude: tuple[str, ...] = ()
    #: Codes of findings that it leaves out, such as `E501`; a `*` stands for any text.
    ignore: tuple[str, ...] = ()


class SecretsSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.secrets]`."""

    #: Regular expressions; what one of them matches is no secret.
    allow: tuple[str, ...] = ()
    #: Bits per character above which a random-looking text counts as a secret; 0 for never.
    entropy: Annotated[float, Meta(ge=0, le=8)] = 4.2


class SizeSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.size]`."""

    #: Largest notebook, as git would store it.
    notebook: Size = "5 MB"
    #: Largest output.
    output: Size = "1 MB"
    #: Most lines of a code cell; 0 for any number.
    cell_lines: Annotated[int, Meta(ge=0)] = 0


class LintSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.lint]`; what is linted for is configured with the linters."""

    ruff: bool = True
    #: `auto`: where it is installed and the project configures it.
    mypy: Literal["auto"] | bool = "auto"


class ImportsSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.imports]`."""

    #: Import names that need no declaration.
    allow: tuple[str, ...] = ()
    #: Distributions by import name, where what is installed doesn't tell:
    #: `{ cv2 = "opencv-python" }`.
    provided_by: dict[str, str] = field(default_factory=dict)


class PathsSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.paths]`."""

    #: Patterns of paths that may be absolute or missing.
    allow: tuple[str, ...] = ()


class ParameterSet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[tool.jupyter-mlops.checks.execute.parameters]]`."""

    #: The notebook, or a pattern of them, relative to the file's folder.
    notebook: str
    #: Its name in findings.
    name: Annotated[str, Meta(pattern=r"^[\w.=, +-]{1,80}$")]
    values: dict[str, Any] = field(default_factory=dict)


class ExecuteSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.execute]`; also for what needs executed notebooks."""

    #: With which parameters; a notebook that is not named runs once, with its own values.
    parameters: tuple[ParameterSet, ...] = ()
    #: How long a notebook and a cell may run.
    timeout: Duration | None = "30m"
    cell_timeout: Duration | None = None
    #: How many run at a time; by default one a processor.
    parallel: Annotated[int, Meta(ge=1, le=64)] | None = None
    #: Whether kernels may come prepared.
    warm: bool = True
    #: Kernelspec in place of the notebooks' own.
    kernel: str | None = None
    #: Files, relative to the file's folder, that a result depends on besides those that are seen
    #: to be read.
    data: tuple[str, ...] = ()


class Sanitizer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[tool.jupyter-mlops.checks.reproduce.sanitize]]`."""

    #: A regular expression.
    pattern: str
    #: What stands in its place; `\\1` and `\\g<name>` are its groups.
    replace: str = ""


class ReproduceSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.reproduce]`."""

    #: Relative difference up to which numbers count as equal.
    tolerance: Annotated[float, Meta(ge=0)] = 1e-6
    #: What is replaced in texts before they are compared, besides addresses, times and durations.
    sanitize: tuple[Sanitizer, ...] = ()
    #: Part of an image's pixels that may differ visibly.
    pixels: Annotated[float, Meta(ge=0, le=1)] = 0.001
    #: Cells with one of these tags are not compared.
    skip_tags: tuple[str, ...] = ("not-reproducible", "nbval-ignore-output", "nbval-skip")


class TestSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.test]`."""

    #: Whether `test_*` functions of notebooks are called, the notebook having run.
    functions: bool = True
    #: Whether the tests that were exported with modules are run by pytest.
    modules: bool = True


class Gate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[tool.jupyter-mlops.checks.gates.rules]]`."""

    #: The notebook, or a pattern of them, relative to the file's folder; all by default.
    notebook: str = "**"
    #: Such as `metrics.accuracy >= 0.9 and metrics.rmse < 60`.
    expression: str | None = None
    #: A metric that may not be worse than on the base branch, on the same data.
    not_worse: str | None = None
    #: Which way is better.
    better: Literal["higher", "lower"] = "higher"
    #: By how much it may be worse nevertheless, relative to the base's value.
    tolerance: Annotated[float, Meta(ge=0)] = 0.0


class GatesSettings(CheckSettings, frozen=True, kw_only=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks.gates]`."""

    rules: tuple[Gate, ...] = ()


class ChecksSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.checks]`."""

    #: Folders, files or patterns of notebooks, relative to the file's folder; all by default.
    notebooks: tuple[str, ...] = ()
    #: Patterns of notebooks that no check looks at.
    exclude: tuple[str, ...] = ()
    #: Whether warnings fail, too.
    strict: bool = False
    #: The branch that is compared with; by default the one that the remote calls its own.
    base: str | None = None
    #: A file of findings that are known and accepted, relative to the file's folder.
    baseline: str = "checks-baseline.json"
    secrets: SecretsSettings = SecretsSettings()
    clean: CheckSettings = CheckSettings()
    size: SizeSettings = SizeSettings()
    order: CheckSettings = CheckSettings()
    lint: LintSettings = LintSettings()
    imports: ImportsSettings = ImportsSettings()
    paths: PathsSettings = PathsSettings()
    modules: CheckSettings = CheckSettings()
    execute: ExecuteSettings = ExecuteSettings()
    test: TestSettings = TestSettings()
    reproduce: ReproduceSettings = ReproduceSettings()
    gates: GatesSettings = GatesSettings()


def read_checks_settings(file: Path) -> ChecksSettings:
    """Reads what is checked from a `pyproject.toml`.

    Args:
        file: The file.

    Returns:
        The settings; all defaults where there is no such file, or no such table in it.

    Raises:
        InvalidError: The file cannot be read, or has an unknown key or a wrong type.
    """
    table = read_table(file)
    given = {} if table is None else convert_table(table, file).checks
    return convert_part("checks", given, ChecksSettings, file)
