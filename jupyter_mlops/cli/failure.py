"""Says what went wrong in one line."""

from __future__ import annotations

import sys

from jupyter_mlops.errors import MlopsError


def tell(error: MlopsError) -> None:
    """Writes an error and its hint to standard error."""
    hint = f" ({error.hint})" if error.hint else ""
    print(f"jupyter mlops: {error.message}{hint}", file=sys.stderr)
