"""What git has to know to read notebooks as notebooks: settings and attributes.

https://git-scm.com/docs/gitattributes#_defining_an_external_diff_driver
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import UnavailableError

NAME: Final = "jupyter-mlops"
#: A line for each driver that notebooks get, as in `.gitattributes`.
ATTRIBUTES: Final = (f"*.ipynb diff={NAME}",)


class Setting(Struct, frozen=True, kw_only=True):
    """A setting of git's whose value is a command line."""

    #: Its name.
    key: str
    #: The verb that it calls.
    verb: str
    #: What a shell does instead where the program is gone; sees the same arguments.
    fallback: str
    #: The arguments, where git doesn't add them itself.
    arguments: str = ""
    #: What a shell does before anything else.
    prelude: str = ""


_PLAIN_DIFF = "git --no-pager diff --no-index --no-ext-diff --no-textconv --"

#: A driver of a path counts more to git than a difftool, which thus would never be called.
_DIFFTOOL = (
    'case $GIT_EXTERNAL_DIFF in git-difftool--helper) git difftool--helper "$@"; return;; esac; '
)

#: Every setting, in the order in which they are shown.
SETTINGS: Final = (
    Setting(
        key=f"diff.{NAME}.command",
        verb="git-diff",
        # Git stops at a driver that fails, and `git diff --no-index` exits with 1 on differences.
        fallback=f'test $# -lt 7 || {_PLAIN_DIFF} "$2" "$5" || :',
        prelude=_DIFFTOOL,
    ),
    Setting(key=f"diff.{NAME}.textconv", verb="git-textconv", fallback='cat "$1"'),
    Setting(
        key=f"difftool.{NAME}.cmd",
        verb="git-difftool",
        fallback=f'{_PLAIN_DIFF} "$1" "$2" || :',
        arguments=' "$LOCAL" "$REMOTE" "$MERGED"',
    ),
)


def command_line(setting: Setting, program: Path) -> str:
    r"""The value of a setting.

    Git hands it to `sh`, followed by ` "$@"`, so that it must end in a command that takes
    arguments: a function. The program may be gone, as environments go; then the function says so
    and does what git would have done. The value passes through two languages: the shell's, for
    which the program's path is quoted here (`/my env/o'brien` becomes `'/my env/o'"'"'brien'`), and
    that of git's configuration files, whose quoting `git config` does itself. A difftool's is also
    split into words and joined by single spaces before that, which our own text survives.

    Args:
        setting: Which.
        program: Absolute path of the `jupyter-mlops` program.
    """
    quoted = shlex.quote(program.as_posix())
    said = shlex.quote(f"{program} is gone; to repair: {NAME} git setup, or git remove")
    run = f'if test -x {quoted}; then {quoted} {setting.verb} "$@"; '
    otherwise = f"else echo {said} >&2; {setting.fallback}; fi"
    return f"f() {{ {setting.prelude}{run}{otherwise}; }}; f{setting.arguments}"


def find_program(candidates: Callable[[], list[Path]] | None = None) -> Path:
    """Finds the `jupyter-mlops` program of this environment.

    It is a script and not `python -m`, which would import what lies in the current folder: to git
    that is the root of a repository that may be anybody's.

    Args:
        candidates: Where to look, by default as `pip` installs programs.

    Raises:
        UnavailableError: There is none.
    """
    for program in (candidates or _candidates)():
        if program.is_file():
            return program.absolute()
    raise UnavailableError(
        f"the program {NAME} is not installed", hint="install the package, don't only import it"
    )


def _candidates() -> list[Path]:
    import os
    import shutil
    import sysconfig

    suffix = ".exe" if os.name == "nt" else ""
    scheme = sysconfig.get_preferred_scheme("user")
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", scheme)]
    found = shutil.which(NAME)
    return [*(Path(folder, NAME + suffix) for folder in folders), *([Path(found)] if found else [])]
