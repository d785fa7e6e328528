"""`make types`: schemas from the Python structs, TypeScript from OpenAPI; are they fresh?"""

from __future__ import annotations

import sys

from scripts.console import outcome, quietly, stage
from scripts.needs import check_node
from scripts.packages import ensure_packages
from scripts.places import ROOT, program

#: Writes `jupyter_mlops/server/openapi.json`; with `--check` only compares.
OPENAPI = (sys.executable, "-m", "jupyter_mlops.server.openapi")
#: The same for `jupyter_mlops/notebooks/diff/notebook-diff.schema.json`.
DIFF_SCHEMA = (sys.executable, "-m", "jupyter_mlops.notebooks.diff.schema")
#: The same for `docs/noise.md`.
NOISE = (sys.executable, "-m", "scripts.noise")
#: The same for `docs/check-catalog.md`.
CATALOG = (sys.executable, "-m", "scripts.check_catalog")
#: Writes SCHEMA.
TYPESCRIPT = (program("jlpm"), "types")
SCHEMA = ROOT / "src" / "api" / "schema.ts"


def main() -> int:
    """Writes the files anew."""
    check_node()
    ensure_packages()
    with stage("writing jupyter_mlops/server/openapi.json"):
        quietly(OPENAPI)
    with stage("writing jupyter_mlops/notebooks/diff/notebook-diff.schema.json"):
        quietly(DIFF_SCHEMA)
    with stage("writing docs/noise.md"):
        quietly(NOISE)
    with stage("writing docs/check-catalog.md"):
        quietly(CATALOG)
    with stage("writing src/api/schema.ts"):
        quietly(TYPESCRIPT)
    return 0


def compare_typescript() -> tuple[int, str]:
    """Tells whether `src/api/schema.ts` is what would be generated now; leaves it as it is.

    Returns:
        An exit status and what to say with it, as a command would.
    """
    committed = SCHEMA.read_bytes() if SCHEMA.exists() else b""
    status, output = outcome(TYPESCRIPT)
    if status != 0:
        return status, output
    if SCHEMA.read_bytes() == committed:
        return 0, ""
    SCHEMA.write_bytes(committed)
    return 1, "src/api/schema.ts is stale: run `make types` and commit the result"
