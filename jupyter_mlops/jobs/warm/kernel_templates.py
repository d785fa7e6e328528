"""The templates of kernels: one for each kernelspec of ours and set of imports, a few at a time."""

from __future__ import annotations

import json
import logging
import tempfile
import time
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

from jupyter_mlops.jobs.launch import runner_environment
from jupyter_mlops.jobs.sockets import transport_in
from jupyter_mlops.jobs.warm.imports import early_imports
from jupyter_mlops.jobs.warm.kernel_specs import Spec, Specs
from jupyter_mlops.jobs.warm.mark import PLACEHOLDER, VARIABLE
from jupyter_mlops.jobs.warm.template import Template, idle_limit

_logger = logging.getLogger(__name__)

#: Most templates at a time; each takes about as much memory as a kernel with its imports.
MOST_TEMPLATES = 3
#: A template that could not be loaded is tried again after so long, in seconds.
_RETRY = 60.0
#: As long as the folder of a prepared kernel's sockets.
_LONGEST_FOLDER = Path(tempfile.gettempdir(), "mlops-warm-12345678", "123456")
_MODULE = "jupyter_mlops.jobs.warm.kernel_template"
_STARTING = "jupyter_mlops.jobs.warm.starting_template"

_Key = tuple[Spec, tuple[str, ...]]


class KernelTemplates:
    """Starts templates when they are first wanted, and lets them go when they are not.

    Args:
        size: How many kernels each of them keeps ready.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._templates: OrderedDict[_Key, Template] = OrderedDict()
        self._failed: dict[_Key, float] = {}
        self._specs = Specs()

    def address(self, kernel: str, copy: Path, imports: tuple[str, ...] | None = None) -> str:
        """Where a kernel for this notebook is ready; has one prepared for next time if none is.

        Args:
            kernel: Name of the kernelspec.
            copy: The notebook, as it was kept for the run.
            imports: Those of its early imports that are to be done; all by default.

        Returns:
            The address, or an empty string.
        """
        spec = self._specs.get(kernel)
        if spec is None or transport_in(_LONGEST_FOLDER) != "ipc":
            return ""
        plain: _Key = (spec, ())
        wanted = _imports_of(str(copy)) if imports is None else imports
        full = (spec, wanted) if spec.forkable else plain
        self._drop_old(spec)
        # The plain one first: it is loaded soonest, and serves every notebook of this kernel.
        for key in (plain, full):
            self._want(key)
        for key in (full, plain):
            template = self._templates.get(key)
            if template is not None and template.ready:
                return template.address
        return ""

    def tick(self) -> None:
        """Lets go of what has ended or is not used."""
        now = time.monotonic()
        for key, template in list(self._templates.items()):
            template.hear()
            if not template.alive:
                self._bury(key)
            elif now - template.used_at > idle_limit():
                self._drop(key)

    def close(self) -> None:
        """Lets go of all."""
        for key in list(self._templates):
            self._drop(key)

    def _want(self, key: _Key) -> None:
        template = self._templates.get(key)
        if template is not None and not template.alive:
            self._bury(key)
            template = None
        if template is not None:
            template.used_at = time.monotonic()
            self._templates.move_to_end(key)
            return
        if self._failed.get(key, 0) > time.monotonic():
            return
        while len(self._templates) >= MOST_TEMPLATES:
            self._drop(next(iter(self._templates)))
        spec, imports = key
        environment, own = runner_environment(), dict(spec.environment)
        if spec.forkable:
            environment |= {**own, VARIABLE: PLACEHOLDER}
            module, subject = _MODULE, json.dumps(imports)
        else:
            module, subject = _STARTING, json.dumps({"argv": spec.command, "env": own})
        self._templates[key] = Template(module, [str(self._size), subject], environment)

    def _bury(self, key: _Key) -> None:
        """Drops one that has ended; one that never was ready would not be the next time either."""
        template = self._templates[key]
        template.hear()
        if template.failed or not template.was_ready:
            _logger.info("no kernel can be prepared with %s", key[1])
            self._failed[key] = time.monotonic() + _RETRY
        self._drop(key)

    def _drop(self, key: _Key) -> None:
        self._templates.pop(key).close()

    def _drop_old(self, spec: Spec) -> None:
        """Drops the templates of what this kernelspec was before it was changed."""
        for key in list(self._templates):
            if key[0].file == spec.file and key[0] != spec:
                self._drop(key)


@lru_cache(maxsize=512)
def _imports_of(copy: str) -> tuple[str, ...]:
    """The copy's imports; copies are named by their content, so what was read once stays true."""
    try:
        return early_imports(Path(copy).read_bytes())
    except OSError:
        return ()
