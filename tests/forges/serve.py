"""Runs a forge by hand or for a browser's test.

`python -m tests.forges.serve github --port 8950` serves a repository `octo/lab` (`--repository` for
another) with one failed and one running pipeline for every commit. `POST /control` moves it on:

    {"move": "running" | "success" | "failure" | "queued" | "cancelled"}   the newest run, its jobs
    {"fail": {"part": "/actions/runs", "status": 503, "times": 3}}         the next requests
    {"offline": true}                                                      until it is false again

`GET /control` tells what was asked, without headers, and what departs from the description.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from tests.forges.fake import Answer, Request
from tests.forges.worlds import WORLDS, World


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is told to end."""
    parser = argparse.ArgumentParser(prog="python -m tests.forges.serve")
    parser.add_argument("kind", choices=sorted(WORLDS))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--repository", default="octo/lab")
    parser.add_argument("--state", type=Path, help="written once it listens: its url, as JSON")
    given = parser.parse_args(arguments)
    owner, _, name = given.repository.rpartition("/")
    world = WORLDS[given.kind](owner, name, port=given.port)
    world.furnish()
    world.fake.other["/control"] = lambda request: _control(world, request)
    if given.state:
        given.state.write_text(json.dumps({"url": world.fake.url}), "utf-8")
    sys.stdout.write(f"{world.fake.url}\n")
    sys.stdout.flush()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
    world.close()
    return 0


def _control(world: World, request: Request) -> Answer:
    told: dict[str, Any] = request.body or {}
    if "move" in told:
        world.move(told["move"])
    if "fail" in told:
        world.fake.fail(**told["fail"])
    if "offline" in told:
        world.fake.offline = told["offline"]
    asked = [{"method": one.method, "path": one.path} for one in world.fake.requests]
    return Answer(body={"requests": asked, "faults": world.fake.faults})


if __name__ == "__main__":
    sys.exit(main())
