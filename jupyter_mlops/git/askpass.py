"""What git and ssh call to ask for passwords: passes the question on to the server, and the answer.

This file is run by itself, apart from the package, and so imports nothing but the standard library.
As a credential helper it is called with `credential` and what to do, see
https://git-scm.com/docs/gitcredentials#_custom_helpers; else with a question, as `SSH_ASKPASS` is,
see https://man.openbsd.org/ssh.1#SSH_ASKPASS
"""

from __future__ import annotations

import json
import os
import socket
import sys

#: `PORT:SECRET`, by which the server is found and knows who asks.
VARIABLE = "JUPYTER_MLOPS_ASK"
#: The first argument of a credential helper.
CREDENTIAL = "credential"
#: Longest that the server takes to answer, in seconds; it refuses before that.
_PATIENCE = 600.0


def main(arguments: list[str]) -> int:
    """Asks the server.

    Args:
        arguments: What git or ssh has called this with.

    Returns:
        The exit status: 0 if there is an answer.
    """
    if arguments[:1] == [CREDENTIAL]:
        fields = dict(line.split("=", 1) for line in sys.stdin.read().splitlines() if "=" in line)
        answer = _ask({"kind": arguments[1], "fields": fields})
        sys.stdout.write("".join(f"{key}={value}\n" for key, value in answer.items()))
        return 0
    if os.environ.get("SSH_ASKPASS_PROMPT") == "none":  # it only wants to tell something
        return 0
    kind = "confirm" if os.environ.get("SSH_ASKPASS_PROMPT") == "confirm" else "prompt"
    answer = _ask({"kind": kind, "fields": {"text": " ".join(arguments)}})
    if "answer" not in answer:
        return 1
    if kind == "confirm":
        return 0 if answer["answer"] == "yes" else 1
    sys.stdout.write(answer["answer"] + "\n")
    return 0


def _ask(question: dict[str, object]) -> dict[str, str]:
    port, _, secret = os.environ[VARIABLE].partition(":")
    with socket.create_connection(("127.0.0.1", int(port)), timeout=_PATIENCE) as connection:
        connection.sendall(json.dumps({"secret": secret, **question}).encode() + b"\n")
        with connection.makefile("rb") as stream:
            answer: dict[str, str] = json.loads(stream.readline() or b"{}")
    return answer


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    try:
        status = main(sys.argv[1:])
    except (OSError, ValueError, KeyError):  # the server has ended, or never was: nobody answers
        status = 1
    sys.exit(status)
