"""`make test`: every check, then pytest, jest and Playwright, and one sum at the end."""

from __future__ import annotations

from scripts.browser import ensure_browser
from scripts.checks import failed_checks
from scripts.console import FailedError, stage
from scripts.frontend import ensure_build
from scripts.needs import check_git, check_node
from scripts.packages import ensure_packages
from scripts.reports import Tally
from scripts.runners import jest, playwright, pytest, tally


def main() -> int:
    """Runs everything, goes on after a failing part; 1 if anything failed."""
    check_git()
    check_node()
    ensure_packages()
    ensure_build()
    with stage("checks"):
        failed = failed_checks()
    results = {runner.name: tally(runner) for runner in (pytest(), jest())}
    results["playwright"] = _browser_tests()
    print()
    total = Tally(failed=len(failed))
    if failed:
        print(f"checks: failed: {', '.join(failed)}")
    for name, result in results.items():
        print(f"{name}: {result}")
        total = total.plus(result)
    print(total)
    return 1 if total.failed else 0


def _browser_tests() -> Tally:
    try:
        browser = ensure_browser()
    except FailedError as failure:
        print(f"  {failure}", flush=True)
        return Tally(failed=1)
    return tally(playwright(browser))
