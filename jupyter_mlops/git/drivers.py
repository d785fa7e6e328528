"""What git has to know to read notebooks as notebooks: settings and attributes.

https://git-scm.com/docs/gitattributes#_defining_an_external_diff_driver
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from jupyter_mlops.errors import UnavailableError

NAME: Final = "jupyter-mlops"
#: With what a verb that git calls ends if it has left conflicts. 1 is how Python ends where the
#: package cannot be imported, 2 how a verb does that doesn't know its arguments.
CONFLICTS_LEFT: Final = 4

#: What git can do with notebooks, each by an attribute of this name.
Part = Literal["diff", "filter", "merge"]
PARTS: Final[tuple[Part, ...]] = ("diff", "filter", "merge")


class Setting(Struct, frozen=True, kw_only=True):
    """A setting of git's whose value is a command line."""

    #: Its name.
    key: str
    #: What it is needed for.
    part: Part = "diff"
    #: The verb that it calls.
    verb: str
    #: What a shell does instead where the program is gone; sees the same arguments.
    fallback: str
    #: The arguments, where git doesn't add them itself.
    arguments: str = ""
    #: What a shell does before anything else.
    prelude: str = ""
    #: Whether git replaces `%A` and the like in it.
    expanded: bool = False


_PLAIN_DIFF = "git --no-pager diff --no-index --no-ext-diff --no-textconv --"

#: A driver of a path counts more to git than a difftool, which thus would never be called.
_DIFFTOOL = (
    'case $GIT_EXTERNAL_DIFF in git-difftool--helper) git difftool--helper "$@"; return;; esac; '
)

#: The greeting of a filter that can do nothing. Git then stores files as they are, without a word;
#: a filter that ends instead makes git end, too, whatever it was about to do.
_NO_FILTER = r"printf '0016git-filter-server\n000eversion=2\n00000000'; cat >/dev/null"

_PLAIN_MERGE = 'git merge-file --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"'

#: Every setting that is a command line, in the order in which they are shown.
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
    Setting(key=f"filter.{NAME}.process", part="filter", verb="git-filter", fallback=_NO_FILTER),
    Setting(
        key=f"merge.{NAME}.driver",
        part="merge",
        verb="git-merge",
        fallback=_PLAIN_MERGE,
        # Git quotes `%P`, and what the sides are called (`%X`, `%Y`; since 2.44) as well.
        arguments=" %O %A %B %L %P %X %Y",
        expanded=True,
    ),
    Setting(
        key=f"mergetool.{NAME}.cmd",
        part="merge",
        verb="git-mergetool",
        fallback="return 1",
        arguments=' "$BASE" "$LOCAL" "$REMOTE" "$MERGED"',
    ),
)

#: What goes with them: part and value of each.
PLAIN_SETTINGS: Final[dict[str, tuple[Part, str]]] = {
    f"merge.{NAME}.name": ("merge", "notebooks, cell by cell"),
    f"mergetool.{NAME}.trustExitCode": ("merge", "true"),
}

#: Every key, for who takes them away.
KEYS: Final = (*(setting.key for setting in SETTINGS), *PLAIN_SETTINGS)


def attributes(parts: Collection[Part] = PARTS) -> tuple[str, ...]:
    """The lines for an attributes file."""
    drivers = [f"{part}={NAME}" for part in PARTS if part in parts]
    return (" ".join(["*.ipynb", *drivers]),)


def values(program: Path, parts: Collection[Part] = PARTS) -> dict[str, str]:
    """The settings for what git has to do with notebooks.

    Args:
        program: Absolute path of the `jupyter-mlops` program.
        parts: What it has to do.
    """
    lines = {
        setting.key: command_line(setting, program) for setting in SETTINGS if setting.part in parts
    }
    plain = {key: value for key, (part, value) in PLAIN_SETTINGS.items() if part in parts}
    return lines | plain


def command_line(setting: Setting, program: Path) -> str:
    r"""The value of a setting.

    Git hands it to `sh`, followed by ` "$@"`, so that it must end in a command that takes
    arguments: a function. The program may be gone, as environments go, or its Python or the
    package; then the function says so and does what git would have done. The value passes through
    two languages: the shell's, for which the program's path is quoted here (`/my env/o'brien`
    becomes `'/my env/o'"'"'brien'`), and that of git's configuration files, whose quoting
    `git config` does itself. The tools' are also split into words, taken for patterns of file
    names and joined by single spaces before that, which our own text survives.

    Args:
        setting: Which.
        program: Absolute path of the `jupyter-mlops` program.
    """
    quoted = shlex.quote(program.as_posix())
    said = shlex.quote(f"{program} is gone or does not start; to repair: {NAME} git setup")
    if setting.expanded:
        quoted, said = quoted.replace("%", "%%"), said.replace("%", "%%")
    # Who was ended by a signal has a status above 127: then nobody goes on, except to merge, as git
    # would leave one side without any marker.
    done = "test $s = 0 && return"
    if not setting.expanded:
        done = "test $s = 0 || test $s -gt 127 && return $s"
    if setting.part == "merge":
        done = f"test $s = {CONFLICTS_LEFT} && return 1; {done}"
    run = f'if test -x {quoted}; then {quoted} {setting.verb} "$@"; s=$?; {done}; fi; '
    otherwise = f"echo {said} >&2; {setting.fallback}"
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
