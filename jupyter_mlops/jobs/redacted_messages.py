"""Takes secrets out of a kernel's messages before anything else sees them."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.jobs.redaction import Redactor

Message = dict[str, Any]


class RedactedMessages:
    """Redacts messages one by one; the end of a stream's text waits while it may begin a secret.

    Args:
        redactor: Knows the secrets.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._held: Message | None = None

    def of(self, msg: Message) -> list[Message]:
        """The messages to go on with, in place of this one."""
        if msg["msg_type"] != "stream":
            return [*self.rest(), {**msg, "content": self._redactor.value(msg["content"])}]
        content, before = msg["content"], []
        text = content["text"]
        if self._held is not None and self._held["content"]["name"] == content["name"]:
            text = self._held["content"]["text"] + text
        else:
            before = self.rest()
        settled, rest = self._redactor.split(text)
        self._held = {**msg, "content": {**content, "text": rest}} if rest else None
        now = [{**msg, "content": {**content, "text": settled}}] if settled else []
        return [*before, *now]

    def rest(self) -> list[Message]:
        """What still waits: nothing follows it that could make it a secret."""
        held, self._held = self._held, None
        if held is None:
            return []
        text = self._redactor.text(held["content"]["text"])
        return [{**held, "content": {**held["content"], "text": text}}]
