"""Sends cells to a kernel and gathers what comes back, output by output."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from nbclient.client import NotebookClient

from jupyter_mlops.jobs.redacted_messages import RedactedMessages
from jupyter_mlops.jobs.redaction import Redactor
from jupyter_mlops.jobs.reporting import Reporter

#: Most time to read what a cell has printed, once it has ended, in seconds; the rest would be lost.
_BACKLOG_TIMEOUT = 60


_DATA_MESSAGES = frozenset({"display_data", "update_display_data", "execute_result"})


class StreamingClient(NotebookClient):
    """nbclient's reading of kernel messages, with streams gathered in linear time.

    nbclient keeps every piece of a stream as an output of its own; here consecutive pieces join,
    as every notebook editor does. The pieces wait in a list until `settle`, since joining on each
    message would copy a growing text again and again.

    Args:
        nb: The notebook; its outputs fill in place.
        manager: The manager of a running kernel.
        reporter: Told of each output with the text it grew by, and of displayed data.
        redactor: Takes secrets out of all that the kernel says.
    """

    def __init__(self, nb: Any, manager: Any, reporter: Reporter, redactor: Redactor) -> None:
        log = logging.getLogger(__name__)
        super().__init__(
            nb,
            km=manager,
            log=log,
            allow_errors=False,
            record_timing=False,
            iopub_timeout=_BACKLOG_TIMEOUT,
        )
        self._reporter = reporter
        self._redactor = redactor
        self._redacted = RedactedMessages(redactor)
        self._at_work: tuple[Any, int] | None = None
        self._pieces: list[str] = []
        self._growing: dict[str, Any] | None = None
        #: Whether the kernel has said anything about the cell at work.
        self.has_begun = False

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Takes a message about the cell at work; the redactor sees it first."""
        self._at_work, self.has_begun = (cell, cell_index), True
        if not self._redactor:
            return self._process(msg, cell, cell_index)
        result = None
        for each in self._redacted.of(msg):
            result = self._process(each, cell, cell_index)
        return result

    def _process(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        if msg["msg_type"] in _DATA_MESSAGES:
            self._reporter.data_shown(msg["content"].get("data") or {})
        return super().process_message(msg, cell, cell_index)

    async def _check_raise_for_error(self, cell: Any, cell_index: int, exec_reply: Any) -> None:
        if self._redactor and exec_reply is not None:
            content = self._redactor.value(exec_reply["content"])
            exec_reply = {**exec_reply, "content": content}
        await super()._check_raise_for_error(cell, cell_index, exec_reply)

    def output(self, outs: list[Any], msg: dict[str, Any], *args: Any) -> Any:
        """Adds the output of a message to `outs`, or its text to the stream at the end of it."""
        content = msg["content"]
        if self._continues(outs, msg):
            self._pieces.append(content["text"])
            self._reporter.output_changed(outs[-1], content["text"])
            return outs[-1]
        self.settle()
        added = super().output(outs, msg, *args)
        if added is None:
            return None
        if added["output_type"] == "stream":
            self._growing, self._pieces = added, [added["text"]]
        self._reporter.output_changed(added, added.get("text", ""))
        return added

    def settle(self) -> None:
        """Puts the gathered pieces of the growing stream into the notebook."""
        if self._growing is not None:
            text = "".join(self._pieces)
            self._pieces = [text]
            self._growing["text"] = _as_shown(text)

    def finish_cell(self) -> None:
        """Settles, and lets go of the stream: the next cell has its own."""
        if self._at_work is not None:
            for msg in self._redacted.rest():
                self._process(msg, *self._at_work)
        self.settle()
        self._growing, self._pieces = None, []
        self.has_begun = False

    def _continues(self, outs: list[Any], msg: dict[str, Any]) -> bool:
        growing = self._growing
        return (
            growing is not None
            and msg["msg_type"] == "stream"
            and not self.clear_before_next_output
            and not self.output_hook_stack[msg["parent_header"].get("msg_id")]
            and bool(outs)
            and outs[-1] is growing
            and growing["name"] == msg["content"]["name"]
        )


def decode_quickly(session: Any) -> None:
    """Has a session decode messages by a decoder that takes a tenth of the time.

    What it refuses, such as NaN or half a character, goes to the session's own.

    Args:
        session: jupyter_client's.
    """
    decode = session.unpack

    def unpack(data: bytes) -> Any:
        try:
            return msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return decode(data)

    session.unpack = unpack


def _as_shown(text: str) -> str:
    """The text as a terminal leaves it: a carriage return writes over its line.

    Progress bars write hundreds of states of one line; only the last is worth keeping.
    """
    if "\r" not in text:
        return text
    return "\n".join(map(_overwritten, text.split("\n")))


def _overwritten(line: str) -> str:
    """What is left of a line: its last state, then what longer ones before it left standing."""
    written, ending = line.rstrip("\r"), "\r" if line.endswith("\r") else ""
    shown, width = [], 0
    for state in reversed(written.split("\r")):
        shown.append(state[width:])
        width = max(width, len(state))
    return "".join(shown) + ending
