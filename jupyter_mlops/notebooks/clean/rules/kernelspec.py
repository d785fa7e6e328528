"""The rule of the kernel's name."""

from __future__ import annotations

from typing import ClassVar

from jupyter_mlops.notebooks.clean.keys import drop_keys
from jupyter_mlops.notebooks.clean.rule import Notebook
from jupyter_mlops.settings import CleanSettings

_KEPT = ("metadata.kernelspec", "metadata.kernelspec.name", "metadata.kernelspec.display_name")


class Kernelspec:
    """The kernel that a notebook asks for.

    It is kept: without it JupyterLab asks which kernel to start, and nothing else tells a notebook
    in R from one in Python. A team in which everybody's kernel is called otherwise can give it one
    name; do so only where all notebooks are of one language.

    Settings: `kernelspec = "keep"`, `"drop"`, or a name such as `"python3"`, which takes the place
    of the name and of the label where a notebook has a kernel.
    """

    code: ClassVar[str] = "kernelspec"
    title: ClassVar[str] = "kernelspec"

    def apply(self, nb: Notebook, settings: CleanSettings) -> Notebook:
        """Cleans a notebook, see `Rule`."""
        name = settings.kernelspec
        if name == "keep":
            return nb
        if name == "drop":
            return drop_keys(nb, ("metadata.kernelspec",), settings.keep_keys)
        metadata = nb.get("metadata")
        spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
        if not isinstance(metadata, dict) or not isinstance(spec, dict):
            return nb
        if any(key in settings.keep_keys for key in _KEPT):
            return nb
        if spec.get("name") == spec.get("display_name") == name:
            return nb
        spec = {**spec, "name": name, "display_name": name}
        return {**nb, "metadata": {**metadata, "kernelspec": spec}}
