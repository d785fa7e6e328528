"""Which modules of the package an import means."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jupyter_mlops.modules.names import ImportOf

_INIT = "__init__"


def imported_modules(
    found: ImportOf, module: str, package: str, modules: Collection[str]
) -> Iterator[str]:
    """Yields the modules of a package that an import takes something from.

    Args:
        found: The import.
        module: The module that it stands in.
        package: The package's import name.
        modules: The modules that there are.
    """
    base = _below_package(found, module, package)
    if base is None:
        return
    whole = next((name for name in (base, _joined(base, _INIT)) if name in modules), None)
    parts = [_joined(base, name) for name in found.names]
    yield from (name for name in parts if name in modules)
    if whole is not None and not (parts and all(name in modules for name in parts)):
        yield whole


def _below_package(found: ImportOf, module: str, package: str) -> str | None:
    """What an import names, below the package; None if it is outside."""
    if not found.level:
        if found.module == package:
            return ""
        prefix = f"{package}."
        return found.module.removeprefix(prefix) if found.module.startswith(prefix) else None
    folders = module.split(".")[:-1]
    up = found.level - 1
    if up > len(folders):
        return None
    kept = folders[: len(folders) - up]
    return ".".join([*kept, found.module] if found.module else kept)


def _joined(base: str, name: str) -> str:
    return f"{base}.{name}" if base else name
