"""How many requests hosts still take, and obeying that."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timezone
from typing import Final

from jupyter_mlops.errors import RateLimitError
from jupyter_mlops.forges.model import RateLimit
from jupyter_mlops.forges.reply import Reply, documentation_of

_REFUSED: Final = (403, 429)
#: Longest wait that is believed, in seconds: a clock may be wrong.
_LONGEST: Final = 3600.0
#: How long to wait where nothing is said, as GitHub asks for.
_MINUTE: Final = 60.0


class Limits:
    """What one host has said to one token; shared by all clients of both."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: RateLimit | None = None
        self._closed_until = 0.0

    @property
    def told(self) -> RateLimit | None:
        """What it last said; None if it said nothing."""
        return self._told

    def check(self, host: str) -> None:
        """Makes sure that it may be asked now.

        Raises:
            RateLimitError: It has said that it may not.
        """
        wait = self._closed_until - time.time()
        if wait > 0:
            raise RateLimitError(
                f"{host} takes no more requests for a while", retry_after=max(1.0, wait)
            )

    def note(self, reply: Reply) -> None:
        """Takes in what an answer says of limits."""
        told, wait = rate_limit_of(reply), wait_of(reply)
        with self._lock:
            self._told = told or self._told
            if wait is None and told is not None and told.remaining <= 0:
                wait = told.resets_at.timestamp() - time.time()
            if wait is not None:
                until = time.time() + min(max(wait, 0.0), _LONGEST)
                self._closed_until = max(self._closed_until, until)


_LIMITS: dict[tuple[str, str], Limits] = {}


def limits_of(api: str, digest: str) -> Limits:
    """What a host has said to a token.

    Args:
        api: Where its interface is.
        digest: Of the token; empty for none.
    """
    return _LIMITS.setdefault((api, digest), Limits())


def forget_limits() -> None:
    """Forgets what hosts have said."""
    _LIMITS.clear()


def rate_limit_of(reply: Reply) -> RateLimit | None:
    """What an answer says of limits: GitHub with `x-` before the names, GitLab without."""
    for prefix in ("x-ratelimit-", "ratelimit-"):
        names = (f"{prefix}limit", f"{prefix}remaining", f"{prefix}reset")
        try:
            limit, remaining, reset = (int(reply.headers[name]) for name in names)
            at = datetime.fromtimestamp(reset, timezone.utc)
        except (KeyError, ValueError, OverflowError, OSError):
            continue
        return RateLimit(limit=limit, remaining=remaining, resets_at=at)
    return None


def wait_of(reply: Reply) -> float | None:
    """After how long a host that has refused wants to be asked again, in seconds.

    Returns:
        None where it doesn't say so, or did not refuse for that reason.
    """
    if reply.status not in _REFUSED:
        return None
    if after := reply.headers.get("retry-after", ""):
        return _seconds(after)
    told = rate_limit_of(reply)
    if told is None or told.remaining > 0:
        # Some refusals for asking too fast have no header that says so, but a page that explains.
        return _MINUTE if "rate-limit" in documentation_of(reply) else None
    return max(1.0, told.resets_at.timestamp() - time.time())


def _seconds(after: str) -> float:
    # https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    if after.strip().isdigit():
        return max(1.0, float(after))
    from email.utils import parsedate_to_datetime

    try:
        return max(1.0, parsedate_to_datetime(after).timestamp() - time.time())
    except (ValueError, TypeError):
        return _MINUTE
