"""The diff view: a file before and after, and what it looks into."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from jupyter_mlops.server.endpoint import Endpoint, endpoint
from jupyter_mlops.server.handlers.base import MlopsHandler
from jupyter_mlops.server.paths import Root
from jupyter_mlops.server.payloads.diffs import (
    DiffReply,
    DiffRequest,
    EntryQuery,
    EntryReply,
    FoldedQuery,
    FoldedReply,
)
from jupyter_mlops.server.worktrees import open_worktree

if TYPE_CHECKING:
    from jupyter_mlops.services.diff_view import Asked


class DiffsHandler(MlopsHandler):
    """`/git/diffs`."""

    path: ClassVar[str] = "/git/diffs"

    @endpoint(Endpoint(summary="Compare two versions of a file", body=DiffRequest, reply=DiffReply))
    async def post(self, request: DiffRequest) -> DiffReply:
        """Compares, and keeps the answer for what is asked next."""
        root, cache = self.root, self.office.diffs

        def compare() -> DiffReply:
            from jupyter_mlops.server.diff_replies import diff_reply
            from jupyter_mlops.services.diff_view import compare_file

            diff = compare_file(_asked(root, request))
            return diff_reply(cache.keep(diff), request, diff)

        return await asyncio.to_thread(compare)


class DiffEntryHandler(MlopsHandler):
    """`/git/diffs/{id}/entry`."""

    path: ClassVar[str] = "/git/diffs/{id}/entry"

    @endpoint(Endpoint(summary="Outputs of an entry", query=EntryQuery, reply=EntryReply))
    async def get(self, diff_id: str, query: EntryQuery) -> EntryReply:
        """Reads the outputs of both sides."""
        from jupyter_mlops.services.diff_entry import read_entry

        found = await asyncio.to_thread(
            read_entry, self.office.diffs.notebooks(diff_id), query.entry
        )
        return EntryReply(
            base=found.base,
            head=found.head,
            heat_maps=found.heat_maps,
            base_cell=found.base_cell,
        )


class DiffFoldedHandler(MlopsHandler):
    """`/git/diffs/{id}/folded`."""

    path: ClassVar[str] = "/git/diffs/{id}/folded"

    @endpoint(
        Endpoint(summary="Unchanged cells that a fold hides", query=FoldedQuery, reply=FoldedReply)
    )
    async def get(self, diff_id: str, query: FoldedQuery) -> FoldedReply:
        """Reads some of the cells."""
        from jupyter_mlops.server.diff_replies import folded_cell
        from jupyter_mlops.services.diff_entry import read_folded

        pair = self.office.diffs.notebooks(diff_id)
        hidden = read_folded(pair, query.entry, start=query.start, limit=query.limit)
        return FoldedReply(cells=[folded_cell(pair.head, each) for each in hidden])


def _asked(root: Root, request: DiffRequest) -> Asked:
    from jupyter_mlops.services.diff_view import Asked
    from jupyter_mlops.services.unsaved import Unsaved

    sent = request.unsaved
    # Around the folder: what a link leads to may lie in another repository.
    worktree = open_worktree(root, str(PurePosixPath(request.path).parent))
    return Asked(
        root=worktree.root,
        path=worktree.git_path(request.path),
        base_path=worktree.git_path(request.base_path or request.path),
        base=request.base,
        head=request.head,
        unsaved=None
        if sent is None
        else Unsaved(
            notebook=sent.notebook, outputs_on_disk=tuple(sent.outputs_on_disk), text=sent.text
        ),
        ignore_formatting=request.ignore_formatting,
    )
