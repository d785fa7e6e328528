"""Git's packets: a length in four hexadecimal digits, and what it counts.

https://git-scm.com/docs/gitprotocol-common#_pkt_line_format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from jupyter_mlops.errors import MlopsError

#: The longest payload of a packet, in bytes.
LONGEST: Final = 65516
_FLUSH = b"0000"
_DIGITS = 4
_HEXADECIMAL = frozenset(b"0123456789abcdefABCDEF")


class PacketError(MlopsError):
    """The other end doesn't speak in packets."""

    code = "packet"


class Readable(Protocol):
    """Where packets come from."""

    def read(self, size: int, /) -> bytes:
        """Reads `size` bytes; fewer only at the end."""


class Writable(Protocol):
    """Where packets go."""

    def write(self, data: bytes, /) -> object:
        """Writes all of `data`."""


def read_packet(stream: Readable) -> bytes | None:
    """Reads a packet.

    Returns:
        Its payload; None for a flush packet.

    Raises:
        EOFError: The stream has ended before it, or within it.
        PacketError: It is no packet.
    """
    digits = stream.read(_DIGITS)
    if len(digits) < _DIGITS:
        raise EOFError
    length = int(digits, 16) if _HEXADECIMAL.issuperset(digits) else -1
    if length == 0:
        return None
    if not _DIGITS <= length <= _DIGITS + LONGEST:
        raise PacketError(f"a packet cannot begin with {digits!r}")
    payload = stream.read(length - _DIGITS)
    if len(payload) < length - _DIGITS:
        raise EOFError
    return payload


def read_packets(stream: Readable) -> Iterator[bytes]:
    """Reads packets up to a flush packet.

    Raises:
        EOFError: The stream has ended before that.
        PacketError: There was something else.
    """
    while (payload := read_packet(stream)) is not None:
        yield payload


def read_lines(stream: Readable) -> list[str]:
    """Reads packets up to a flush packet as lines of text, without their line feeds.

    Bytes that are not UTF-8 are escaped as by `os.fsdecode`.

    Raises:
        EOFError: The stream has ended before that.
        PacketError: There was something else.
    """
    return [
        payload.decode("utf-8", "surrogateescape").removesuffix("\n")
        for payload in read_packets(stream)
    ]


def write_content(stream: Writable, data: bytes) -> None:
    """Writes bytes in as many packets as they need, none for no bytes, and a flush packet."""
    view = memoryview(data)
    for start in range(0, len(view), LONGEST):
        piece = view[start : start + LONGEST]
        stream.write(b"%04x" % (len(piece) + _DIGITS))
        stream.write(bytes(piece))
    stream.write(_FLUSH)


def write_lines(stream: Writable, *lines: str) -> None:
    """Writes lines of text, a packet each, and a flush packet."""
    for line in lines:
        payload = line.encode("utf-8", "surrogateescape") + b"\n"
        stream.write(b"%04x%b" % (len(payload) + _DIGITS, payload))
    stream.write(_FLUSH)
