"""What a check, or a code of its findings, is about: from its own page."""

from __future__ import annotations

import inspect
import re
import subprocess
from typing import TYPE_CHECKING, Final

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.registry import all_checks, get_check
from jupyter_mlops.errors import NotFoundError

if TYPE_CHECKING:
    from jupyter_mlops.checks.check import Check

#: A code of ruff's, which has pages of its own.
_RUFF: Final = re.compile(r"[A-Z]+\d+")
#: How long ruff may take to find one, in seconds.
_LIMIT: Final = 20.0


def explain(word: str) -> int:
    """Prints the page of a check, or what is said of a code.

    Args:
        word: Name of a check, a code, or both as findings show them: `lint/F401`.

    Raises:
        NotFoundError: No check has such a name or code.
    """
    name, _, code = word.rpartition("/")
    known = {check.value for check in CheckName}
    if not name and code in known:
        print(_page(get_check(CheckName(code))))
        return 0
    checks = [get_check(CheckName(name))] if name in known else list(all_checks())
    rule = _rule(code) if _RUFF.fullmatch(code) else ""
    told = [rule] if rule else [text for check in checks if (text := _about(check, code))]
    if not told:
        raise NotFoundError(
            f"no check has a code {word!r}", hint=f"name a check: {', '.join(sorted(known))}"
        )
    print("\n\n".join(told))
    return 0


def _page(check: Check) -> str:
    return f"{check.name.value}: {check.title}\n\n{_text(check)}"


def _about(check: Check, code: str) -> str:
    """The part of a check's page that speaks of a code, and the page; empty if none does."""
    for block in re.split(r"\n\n|\n(?=- )", _text(check)):
        if f"`{code}`" in block:
            return f"{check.name.value}/{code}\n\n{block}\n\n{_page(check)}"
    return ""


def _rule(code: str) -> str:
    """What ruff says of one of its codes; empty where it isn't there or doesn't know."""
    from jupyter_mlops.checks.lint_ruff import find_ruff
    from jupyter_mlops.errors import UnavailableError

    try:
        done = subprocess.run(  # noqa: S603 - an argument list, and the code is letters and digits
            [find_ruff(), "rule", code],
            capture_output=True,
            timeout=_LIMIT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (UnavailableError, OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def _text(check: Check) -> str:
    return inspect.cleandoc(type(check).__doc__ or "")
