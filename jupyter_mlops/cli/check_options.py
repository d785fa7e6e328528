"""The options of `jupyter mlops check` as an order."""

from __future__ import annotations

import argparse
from pathlib import Path

from jupyter_mlops.checks.formats import FORMATS, Format
from jupyter_mlops.checks.model import STATIC, CheckName
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services.check_order import CheckOrder
from jupyter_mlops.services.project import project_of


def read_order(args: argparse.Namespace) -> CheckOrder:
    """What is to be checked.

    Raises:
        InvalidError: A check has no such name, or options contradict each other.
    """
    if args.fix and args.staged:
        raise InvalidError(
            "--fix mends files, and --staged looks at the index", hint="fix, then stage"
        )
    only = None if args.only is None else read_checks(args.only)
    skip = read_checks(args.skip or [])
    _refuse_none(only, skip, static=args.static)
    paths = tuple(Path.cwd() / path for path in args.paths)
    return CheckOrder(
        folder=_folder(paths),
        paths=paths,
        checks=only,
        skip=skip,
        changed=args.changed,
        staged=args.staged,
        fresh=args.fresh,
        strict=args.strict,
        static_only=args.static,
        base=args.base,
        whole=args.write_baseline,
    )


def _refuse_none(
    only: tuple[CheckName, ...] | None, skip: tuple[CheckName, ...], *, static: bool
) -> None:
    """Raises where options leave no check, as nothing would ever fail."""
    asked = CheckName if only is None else only
    if not any(name not in skip and (name in STATIC or not static) for name in asked):
        raise InvalidError(
            "no check is left to do", hint="what --skip and --static leave out, --only asks for"
        )


def _folder(paths: tuple[Path, ...]) -> Path:
    """A folder in the project that is meant: this one's, else that of the first path."""
    here = Path.cwd()
    root = project_of(here)
    if all(path.resolve().is_relative_to(root) for path in paths):
        return here
    return paths[0] if paths[0].is_dir() else paths[0].parent


def read_checks(words: list[str]) -> tuple[CheckName, ...]:
    """Checks by their names, several in a word with commas between them.

    Raises:
        InvalidError: There is no such check.
    """
    names = [name.strip() for word in words for name in word.split(",") if name.strip()]
    known = [check.value for check in CheckName]
    for name in names:
        if name not in known:
            raise InvalidError(f"there is no check {name!r}", hint=f"there are: {', '.join(known)}")
    return tuple(CheckName(name) for name in names)


def read_format(word: str) -> Format:
    """A format by its name.

    Raises:
        InvalidError: There is no such format.
    """
    for known in FORMATS:
        if word == known:
            return known
    raise InvalidError(f"there is no format {word!r}", hint=f"there are: {', '.join(FORMATS)}")


def read_outputs(words: list[str]) -> list[tuple[Format, Path]]:
    """Formats and files, each as `FORMAT=FILE`.

    Raises:
        InvalidError: One is something else.
    """
    outputs = []
    for word in words:
        to, found, file = word.partition("=")
        if not found or not file:
            raise InvalidError(f"--output {word} names no file", hint="such as junit=checks.xml")
        outputs.append((read_format(to), Path(file)))
    return outputs
