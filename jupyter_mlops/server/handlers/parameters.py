"""What can be set for a run of a notebook."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.payloads.runs import (
    KernelReply,
    ParameterReply,
    ParametersQuery,
    ParametersReply,
)

if TYPE_CHECKING:
    from jupyter_mlops.notebooks.parameters import Parameter
    from jupyter_mlops.services.read_parameters import RunForm


class ParametersHandler(MlopsHandler):
    """`/parameters`."""

    path: ClassVar[str] = "/parameters"

    @endpoint(
        Endpoint(
            summary="Parameters of a notebook, and the kernels that could run it",
            query=ParametersQuery,
            reply=ParametersReply,
        )
    )
    async def get(self, query: ParametersQuery) -> ParametersReply:
        """Reads the parameters cell."""
        from jupyter_mlops.services.read_parameters import read_run_form

        # Somebody is about to run it: what takes a moment to get ready begins now.
        self.office.want_worker()
        notebook = self.root.file(query.path)
        form = await asyncio.to_thread(read_run_form, notebook, query.kernel)
        return _reply(query.path, form, self.root.path(form.output_folder) or "")


def _reply(path: str, form: RunForm, output_folder: str) -> ParametersReply:
    return ParametersReply(
        path=path,
        cell_id=form.parameters.cell_id,
        parameters=[_parameter(parameter) for parameter in form.parameters.parameters],
        json_schema=form.parameters.json_schema(),
        kernels=[KernelReply(name=k.name, display_name=k.display_name) for k in form.kernels],
        kernel=form.kernel,
        output_folder=output_folder,
    )


def _parameter(parameter: Parameter) -> ParameterReply:
    return ParameterReply(
        name=parameter.name,
        type=parameter.type,
        json_schema=parameter.json_schema,
        expression=parameter.expression,
    )
