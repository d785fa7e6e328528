"""What the clients of all forges have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from jupyter_mlops.forges.answers import Heard, answer
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.client import Answer, LogPart
from jupyter_mlops.forges.credential import Token
from jupyter_mlops.forges.log_text import LOGS, log_key
from jupyter_mlops.forges.model import ACTIVE, Capabilities, Job, Place, RateLimit, Status
from jupyter_mlops.forges.rest import Manner, Rest


class RestClient:
    """A repository on a forge; see `ForgeClient`.

    Args:
        place: The repository.
        token: As whom; None for nobody in particular.
        cache: What the forge has answered before.
        root: Path of the repository in the interface.
    """

    manner: ClassVar[Manner] = Manner()
    #: Its words for the states of a commit status.
    states: ClassVar[Mapping[str, str]]
    #: What it calls the context of a commit status, and how long a description it takes.
    context: ClassVar[str] = "context"
    description: ClassVar[int] = 255

    def __init__(self, place: Place, token: Token | None, cache: Cache, root: str) -> None:
        self.place = place
        self._cache = cache
        self._known = token is not None
        self._who = "" if token is None else token.digest
        self._rest = Rest(place, token, cache, self.manner)
        self._root = root

    def capabilities(self) -> Capabilities:
        """All, for those whom it knows; everybody else may see remarks, but no logs."""
        known = self._known
        return Capabilities(
            logs=known,
            rerun=known,
            rerun_failed=known,
            rerun_job=known,
            cancel=known,
            annotations=True,
            post_status=known,
            comments=known,
        )

    def rate_limit(self) -> RateLimit | None:
        """What the host last said of its limits; None if it said nothing."""
        return self._rest.limits.told

    def post_status(self, sha: str, status: Status) -> None:
        """Writes a commit status."""
        body = {
            "state": self.states[status.state],
            self.context: status.context,
            "description": status.description[: self.description],
        }
        if status.url:
            body["target_url"] = status.url
        self._rest.send("POST", f"{self._root}/statuses/{sha}", body)

    def _answer(self, sha: str, hear: Callable[[str], Heard]) -> Answer:
        return answer(self._cache, self._rest, self.place, sha, lambda: hear(sha))

    def _log(self, path: str, job: Job, offset: int) -> LogPart:
        key = log_key(self._who, self.place, job)
        ended = job.state not in ACTIVE
        return LOGS.part(key, offset, lambda: self._rest.text(path), ended=ended)
