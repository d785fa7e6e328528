"""Every setting: one frozen struct, read from `[tool.jupyter-mlops]` of the user's repository."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field

from jupyter_mlops.errors import InvalidError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: Where settings stand.
FILE = "pyproject.toml"
_TABLE = "jupyter-mlops"
_Part = TypeVar("_Part", bound=Struct)


class RunSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.run]`."""

    #: Where executed notebooks go unless told otherwise, relative to the notebook's folder.
    output_folder: str = "runs"


class DiffSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.diff]`."""

    #: Whether code whose formatting alone differs counts as unchanged.
    ignore_formatting: bool = False
    #: Relative difference up to which numbers in tables count as close.
    tolerance: Annotated[float, Meta(ge=0)] = 1e-6
    #: Seconds for one notebook after which its diff gets coarser instead of taking longer.
    time_budget: Annotated[float, Meta(gt=0)] = 10.0


#: What an output is: its type, that of a stream with its name, or a MIME type that it has.
OutputType = Annotated[
    str,
    Meta(
        pattern=r"^((display_data|error|execute_result|stream)(:\w+)?"
        r"|(application|audio|font|image|message|model|multipart|text|video)/[^\s/]+)$"
    ),
]
#: Where metadata is, with dots: of the notebook, or of any cell.
MetadataKey = Annotated[str, Meta(pattern=r"^(cell\.)?metadata\.\S")]
#: Bytes, or a text with a unit of 1000 or 1024: `10KB`, `1.5 MiB`.
Size = (
    Annotated[int, Meta(ge=0)]
    | Annotated[str, Meta(pattern=r"^\d{1,15}(\.\d{1,9})? ?([kKMmGg][iI]?)?[bB]?$")]
)


class CleanSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.clean]`."""

    #: What happens to outputs that nothing below speaks of.
    outputs: Literal["drop", "keep"] = "drop"
    #: Outputs of these types are kept whatever their size; if there are any, no others are.
    keep_output_types: tuple[OutputType, ...] = ()
    #: Outputs of these types are dropped, whatever else holds.
    drop_output_types: tuple[OutputType, ...] = ()
    #: Outputs up to this size are kept, larger ones dropped.
    max_output_size: Size | None = None
    #: Cells with one of these tags keep all their outputs.
    keep_tags: tuple[str, ...] = ("keep_output",)
    #: Whether the outputs of initialization cells are treated as those of all others.
    strip_init_cells: bool = False
    #: What happens to execution counts.
    execution_counts: Literal["clear", "keep"] = "clear"
    #: What happens to metadata that tools write without being asked.
    metadata: Literal["drop-noise", "keep"] = "drop-noise"
    #: Metadata to drop besides, such as `cell.metadata.slideshow`.
    extra_keys: tuple[MetadataKey, ...] = ()
    #: Metadata that no rule drops, with all below it.
    keep_keys: tuple[MetadataKey, ...] = ()
    #: What happens to the state of Colab's page.
    colab: Literal["drop", "keep"] = "drop"
    #: What happens to the saved state of widgets.
    widgets: Literal["drop", "keep"] = "drop"
    #: Whether the kernel's name is kept or dropped, or the name to put in its place.
    kernelspec: Annotated[str, Meta(min_length=1)] = "keep"
    #: Whether cells go whose source is white space.
    drop_empty_cells: bool = False
    #: Cells with one of these tags go.
    drop_tagged_cells: tuple[str, ...] = ()
    #: What happens to the cells' ids.
    ids: Literal["keep", "repair", "deterministic", "sequential"] = "repair"


#: Seconds, or a text with units: `90`, `15m`, `1h 30m`, `2 days`.
Duration = (
    Annotated[float, Meta(ge=0)]
    | Annotated[
        str,
        Meta(
            pattern=r"^(\d{1,9}(\.\d{1,9})? ?"
            r"(s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)[ ,]*)+$"
        ),
    ]
)


class ModuleSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.modules]`; nbdev's own settings count where these say nothing."""

    #: The package's import name; by default the project's name as an identifier.
    package: str | None = None
    #: The folder that holds the package, relative to the file's folder; `src` by default.
    source: str | None = None
    #: Where notebooks are looked for: folders, files or patterns, relative to the file's folder.
    notebooks: tuple[str, ...] = ()
    #: How modules of the package import each other.
    imports: Literal["relative", "absolute", "as-written"] | None = None
    #: Whether imports of all cells stand on top of a module, each once.
    hoist_imports: bool | None = None
    #: Whether modules say what is public in `__all__`.
    write_all: bool = True
    #: What becomes of magics and shell lines that have no plain equivalent.
    magics: Literal["comment", "refuse"] = "comment"
    #: The folder of the tests that are made of cells, relative to the file's folder.
    tests: str = "tests"
    #: How tags of releases are called; `{version}` stands for the version.
    tag: Annotated[str, Meta(pattern=r"^[^{}]*\{version\}[^{}]*$")] = "v{version}"
    #: The folder of the package index that releases are published to, relative to the file's
    #: folder or from the home folder (`~`); by default one of the user's for all projects.
    index: str | None = None


class JobSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops.jobs.NAME]`."""

    #: The notebook, relative to the file's folder.
    notebook: str
    #: Values for parameters; a secret is `{ "$secret" = "env:NAME" }`.
    parameters: dict[str, Any] = field(default_factory=dict)
    #: Name of the kernelspec; the notebook's own by default.
    kernel: str | None = None
    #: The branch whose newest commit is run; the working copy by default.
    branch: str | None = None
    #: The commit that is run.
    commit: str | None = None
    #: A cron expression by which it runs.
    schedule: str | None = None
    #: In which time zone's clock.
    timezone: str = "UTC"
    #: How long from one run to the next.
    every: Duration | None = None
    #: A moment that `every` counts from; the job's creation by default.
    start: datetime | None = None
    #: The one time at which it runs, with its offset from UTC.
    at: datetime | None = None
    #: A pattern of files, relative to the file's folder, on whose arrival it runs.
    on_file: str | None = None
    #: How long a file has to rest to count as whole.
    settle: Duration = 5.0
    #: A branch on whose new commits it runs.
    on_commit: str | None = None
    #: What becomes of times that were missed.
    missed: Literal["skip", "latest", "all"] = "latest"
    #: How old a missed time may be.
    oldest: Duration | None = None
    #: What becomes of a time that meets an earlier run.
    overlap: Literal["skip", "queue", "replace"] = "skip"
    #: After how long a run that has not started counts as late.
    late_after: Duration | None = None
    #: Runs with more go first.
    priority: int = 0
    #: How often it is tried again.
    retries: Annotated[int, Meta(ge=0, le=99)] = 0
    #: After which kinds of failure: codes, classes of exceptions, or `any`.
    retry_on: tuple[str, ...] | None = None
    #: How long to wait before the first retry.
    retry_delay: Duration | None = None
    #: What the wait grows by from one retry to the next.
    retry_factor: float | None = None
    #: The longest wait.
    retry_max_delay: Duration | None = None
    #: Part of the wait that is left to chance, from 0 to 1.
    retry_jitter: float | None = None
    #: How long it may run.
    timeout: Duration | None = None
    #: How long a cell may run.
    cell_timeout: Duration | None = None
    #: How long it may wait in the queue.
    queue_timeout: Duration | None = None
    #: Slots of the worker that it takes.
    slots: int = 1
    #: Memory that the queue sets aside for it.
    memory: Size | None = None
    #: Memory at which it is ended.
    memory_limit: Size | None = None
    #: Most runs of it at a time.
    max_parallel: int | None = None
    #: Whether its kernel may come prepared.
    warm: bool = True
    #: What its runs are labelled with.
    labels: tuple[str, ...] = ()
    #: What its result is written as besides a notebook.
    formats: tuple[Literal["html", "script", "pdf"], ...] = ()
    #: Files to keep the hash of, by patterns relative to the notebook's folder.
    artifacts: tuple[str, ...] = ()
    #: Channels that are told of failures, recoveries and lateness.
    notify: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """`[tool.jupyter-mlops]`."""

    #: How notebooks are run.
    run: RunSettings = RunSettings()
    #: How notebooks are compared.
    diff: DiffSettings = DiffSettings()
    #: How notebooks are cleaned.
    clean: CleanSettings = CleanSettings()
    #: Jobs by name, as `read_jobs` reads them: a mistake in one must not stop git's filters.
    jobs: dict[str, Any] = field(default_factory=dict)
    #: How cells become modules, as `read_module_settings` reads it, for the same reason.
    modules: dict[str, Any] = field(default_factory=dict)
    #: What is checked, as `settings/checks.py` reads it: there is much of it, and git's filters
    #: must not wait.
    checks: dict[str, Any] = field(default_factory=dict)


def read_settings(folder: Path) -> Settings:
    """Reads the settings that hold in a folder.

    Args:
        folder: Where the notebook is; the nearest `pyproject.toml` upwards that has the table
            counts.

    Returns:
        The settings; all defaults where no file has the table.

    Raises:
        InvalidError: A file cannot be read, or has an unknown key or a wrong type.
    """
    for parent in (folder, *folder.parents):
        table = read_table(parent / FILE)
        if table is not None:
            return convert_table(table, parent / FILE)
    return Settings()


def read_jobs(file: Path) -> dict[str, JobSettings]:
    """Reads the jobs that a `pyproject.toml` defines.

    Args:
        file: The file.

    Returns:
        The jobs by name; none where there is no such file, or no such table in it.

    Raises:
        InvalidError: The file cannot be read, or has an unknown key or a wrong type.
    """
    table = read_table(file)
    jobs = {} if table is None else convert_table(table, file).jobs
    return {
        name: convert_part(f"jobs.{name}", job, JobSettings, file) for name, job in jobs.items()
    }


def read_module_settings(file: Path) -> ModuleSettings:
    """Reads how cells become modules from a `pyproject.toml`.

    Args:
        file: The file.

    Returns:
        The settings; all defaults where there is no such file, or no such table in it.

    Raises:
        InvalidError: The file cannot be read, or has an unknown key or a wrong type.
    """
    table = read_table(file)
    given = {} if table is None else convert_table(table, file).modules
    return convert_part("modules", given, ModuleSettings, file)


def current_user() -> str:
    """Who runs are filed under: the hub's user where there is a hub, else the system's."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()


def read_table(file: Path) -> object | None:
    """The table `[tool.jupyter-mlops]` of a file; None where there is no such file, or none in it.

    Raises:
        InvalidError: The file is not TOML.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidError(f"{file} is not TOML: {error}") from error
    tool = content.get("tool")
    return tool.get(_TABLE) if isinstance(tool, dict) else None


def convert_table(table: object, file: Path) -> Settings:
    """Checks a table.

    Args:
        table: As `read_table` gives it.
        file: Where it is from, for messages.

    Raises:
        InvalidError: It has an unknown key or a wrong type.
    """
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise InvalidError(f"{file}, [tool.{_TABLE}]: {error}") from error


def convert_part(key: str, given: object, kind: type[_Part], file: Path) -> _Part:
    """Checks a part of a table that has been left undecoded.

    Args:
        key: The part's key, with dots.
        given: The part.
        kind: What it has to be.
        file: Where it is from, for messages.

    Raises:
        InvalidError: It has an unknown key or a wrong type.
    """
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise InvalidError(f"{file}, [tool.{_TABLE}.{key}]: {error}") from error
