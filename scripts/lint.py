"""`make lint`: every check and no test."""

from __future__ import annotations

from scripts.checks import CHECKS, failed_checks
from scripts.needs import check_node
from scripts.packages import ensure_packages


def main() -> int:
    """Runs the checks; 1 if any failed."""
    check_node()
    ensure_packages()
    failed = failed_checks()
    print(f"{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed")
    return 1 if failed else 0
