"""Use case: tell a pull request what a branch does, in one comment that is kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.errors import ConflictError, NotFoundError
from jupyter_mlops.forges.client import ForgeClient
from jupyter_mlops.forges.model import Comment, Place
from jupyter_mlops.forges.place import Site, place_of
from jupyter_mlops.git.tracking import read_tracking
from jupyter_mlops.services.ci_context import CiContext
from jupyter_mlops.services.ci_desk import CiDesk, find_spot
from jupyter_mlops.services.forge_tokens import token_hint
from jupyter_mlops.services.report import COMMENT_LIMIT, Report

_MARK: Final = "<!-- jupyter-mlops report of {name} -->"


class PostedReport(Struct, frozen=True, kw_only=True):
    """What has become of a comment."""

    #: `none`: there is nowhere to put it, and `reason` says why.
    state: Literal["added", "updated", "unchanged", "none"]
    #: Web page of the comment or the pull request; may be empty.
    url: str = ""
    reason: str = ""
    hint: str = ""


def post_report(
    desk: CiDesk, root: Path, report: Report, context: CiContext, *, name: str = ""
) -> PostedReport:
    """Puts a report into a pull request: a new comment, or the one that was there, changed.

    Args:
        desk: Asks.
        root: Of the worktree.
        report: The report.
        context: Which pull request; by default the open one of the branch that is checked out.
        name: What tells it from other reports in the same pull request.

    Returns:
        What was done; without a token or a pull request nothing, which is no error: a pull request
        from a fork is given no token that may write.

    Raises:
        NotFoundError: No remote is on a forge.
        ConflictError: Several pull requests are open for the branch.
        RemoteError: The forge refuses, or cannot be reached.
    """
    spot = find_spot(desk, root)
    place = _place(spot.place, spot.remote.site, context.repository)
    if desk.tokens.find(root, place) is None:
        reason = f"there is no token for {place.host} with which to comment"
        return PostedReport(state="none", reason=reason, hint=token_hint(place))
    mark = _MARK.format(name=name.replace("--", "- -") or "the repository")
    body = f"{mark}\n{report.markdown(limit=COMMENT_LIMIT - len(mark) - 1)}"

    def post(client: ForgeClient) -> PostedReport:
        if not client.capabilities().comments:
            return PostedReport(state="none", reason=f"{place.host} takes no comments")
        found = _pull_request(client, root, context)
        if found is None:
            return PostedReport(state="none", reason="this branch has no open pull request")
        return _put(client, found, mark, body)

    return desk.ask(root, place, post)


def _place(place: Place, site: Site, repository: str) -> Place:
    """The repository of the pull request, which is not always the remote's."""
    if repository in ("", place.path):
        return place
    return place_of(replace(site, path=repository), place.kind)


def _pull_request(client: ForgeClient, root: Path, context: CiContext) -> int | None:
    if context.pull_request is not None:
        return context.pull_request
    if context.inside:  # a job of a push: pull requests have jobs of their own
        return None
    tracking = read_tracking(root)
    if tracking.branch is None:
        return None
    upstream = tracking.upstream
    branch = upstream[1].removeprefix("refs/heads/") if upstream else tracking.branch
    found = client.pull_requests(branch)
    if len(found) > 1:
        numbers = ", ".join(f"#{each.number}" for each in found)
        raise ConflictError(f"{branch} has several open pull requests: {numbers}")
    return found[0].number if found else None


def _put(client: ForgeClient, number: int, mark: str, body: str) -> PostedReport:
    own = [each for each in client.comments(number) if each.body.lstrip().startswith(mark)]
    if not own:
        return _posted("added", client.add_comment(number, body))
    comment = own[0]
    if _same(comment.body, body):
        return _posted("unchanged", comment)
    try:
        return _posted("updated", client.change_comment(number, comment.id, body))
    except NotFoundError:  # somebody has deleted it meanwhile
        return _posted("added", client.add_comment(number, body))


def _same(left: str, right: str) -> bool:
    """Whether two texts differ in nothing but line ends and space at their ends."""
    return left.replace("\r\n", "\n").strip() == right.replace("\r\n", "\n").strip()


def _posted(state: Literal["added", "updated", "unchanged"], comment: Comment) -> PostedReport:
    return PostedReport(state=state, url=comment.url)
