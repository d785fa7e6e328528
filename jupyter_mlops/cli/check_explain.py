"""What a check is about, from its own page."""

from __future__ import annotations

import inspect

from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.registry import all_checks, get_check
from jupyter_mlops.errors import NotFoundError


def explain(word: str) -> int:
    """Prints the page of a check, or of those that have a code.

    Args:
        word: Name of a check, a code, or both as findings show them: `lint/F401`.

    Raises:
        NotFoundError: No check has such a name or code.
    """
    name, _, code = word.partition("/")
    if name in {check.value for check in CheckName}:
        check = get_check(CheckName(name))
        print(_page(check, code))
        return 0
    pages = [_page(check, word) for check in all_checks() if _speaks_of(check, word)]
    if not pages:
        known = ", ".join(check.value for check in CheckName)
        raise NotFoundError(
            f"no check has a code {word!r}",
            hint=f"name a check: {known}; codes of ruff explain themselves: ruff rule {word}",
        )
    print("\n\n".join(pages))
    return 0


def _page(check: object, code: str) -> str:
    title = getattr(check, "title", "")
    name = getattr(check, "name", CheckName.SECRETS).value
    about = next((line for line in _text(check).splitlines() if _defines(line, code)), "")
    head = f"{name}: {title}" + (f"\n\n{about.strip()}" if about else "")
    return f"{head}\n\n{_text(check)}"


def _speaks_of(check: object, code: str) -> bool:
    return any(_defines(line, code) for line in _text(check).splitlines())


def _defines(line: str, code: str) -> bool:
    """Whether a line of a page says what a code means: `code: …`, or several before the colon."""
    head, found, _ = line.strip().strip("-* ").partition(":")
    codes = [each.strip("` ") for each in head.replace(" and ", ",").split(",")]
    return bool(code and found) and code in codes


def _text(check: object) -> str:
    return inspect.cleandoc(type(check).__doc__ or "")
