"""What a run's kernel has noted of the modules that it imported."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from jupyter_mlops.jobs.model import ImportedModule


def read_imported(file: Path) -> tuple[ImportedModule, ...]:
    """Reads what `kernel_imports` has written.

    Args:
        file: The file; a missing one counts as empty, and a line that is cut short as absent.

    Returns:
        The modules by name. Of one that was imported again, the last.
    """
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return ()
    found: dict[str, ImportedModule] = {}
    for line in lines:
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            module = msgspec.json.decode(line, type=ImportedModule)
            found[module.name] = module
    return tuple(found[name] for name in sorted(found))
