"""Gives a kernel values that no cell holds."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.model import Failure, FailureCode

#: The cells after which the values are assigned, the later of the two.
_TAGS = frozenset({"parameters", "injected-parameters"})
_TIMEOUT = 60.0


class HiddenValues(Struct, frozen=True, kw_only=True):
    """Variables to assign after the parameters."""

    #: Source text that assigns them, in the kernel's language.
    source: str
    #: The variables.
    names: tuple[str, ...]

    def after(self, nb: Any) -> int:
        """Position of the cell after which they are assigned, from 0."""
        tagged = [n for n, cell in enumerate(nb.cells) if _TAGS & {*cell.metadata.get("tags", ())}]
        return tagged[-1] if tagged else -1


def hidden_values(kernel: str, language: str, values: dict[str, Any]) -> HiddenValues:
    """Variables as the source text of a language.

    Args:
        kernel: Name of the kernelspec.
        language: Name of the language.
        values: Name to Python value.
    """
    from papermill.translators import translate_parameters

    source = translate_parameters(kernel, language, values, "Secrets")
    return HiddenValues(source=source, names=tuple(values))


async def assign_hidden(client: Any, hidden: HiddenValues) -> None:
    """Assigns them, leaving no trace in the notebook, the history or the count of cells.

    Args:
        client: The kernel's client, its channels open.
        hidden: What to assign.

    Raises:
        RunFailedError: The kernel would not.
    """
    reply = await execute_hidden(client, hidden.source, timeout=_TIMEOUT)
    if reply["content"]["status"] != "ok":  # what it says may hold the source
        names = ", ".join(hidden.names)
        failure = Failure(
            code=FailureCode.SECRET_MISSING, message=f"the kernel did not take the secrets {names}"
        )
        raise RunFailedError(failure)


async def execute_hidden(client: Any, source: str, *, timeout: float | None = None) -> Any:
    """Executes something, leaving no trace in the notebook, the history or the count of cells.

    Args:
        client: The kernel's client, its channels open.
        source: In the kernel's language.
        timeout: Most seconds to wait for the reply.

    Returns:
        The kernel's reply.
    """
    return await client.execute_interactive(
        source,
        silent=True,
        store_history=False,
        allow_stdin=False,
        timeout=timeout,
        output_hook=lambda _: None,
    )
