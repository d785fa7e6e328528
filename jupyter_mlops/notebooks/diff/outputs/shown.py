"""What a person sees of an output, and its data as text and as bytes."""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Iterable
from typing import Any, Final, Literal

from jupyter_mlops.notebooks.diff.outputs.settled import settle
from jupyter_mlops.notebooks.equality import encoded
from jupyter_mlops.notebooks.multiline import text_of

Kind = Literal["stream", "error", "rich", "unknown"]

WIDGET: Final = "application/vnd.jupyter.widget-view+json"
PLOTLY: Final = "application/vnd.plotly.v1+json"
SVG: Final = "image/svg+xml"
#: Images of pixels that notebooks show.
RASTERS: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
#: Types that say how to treat their neighbours and show nothing themselves.
COMPANIONS: Final = frozenset({"application/vnd.google.colaboratory.intrinsic+json"})

_VEGA = re.compile(r"application/vnd\.vega(?:lite)?\.v\d{1,3}(?:\.\d{1,3}){0,2}\+json")
#: Where JupyterLab has the choice it shows the first of these; a Vega type stands after Plotly's.
_RANKS: Final = {
    mime: rank
    for rank, mime in enumerate(
        (
            WIDGET,
            PLOTLY,
            "vega",
            "application/geo+json",
            "text/html",
            "text/markdown",
            "text/latex",
            SVG,
            *RASTERS,
            "application/json",
            "application/javascript",
            "text/javascript",
        )
    )
}
_UNKNOWN, _PLAIN, _COMPANION = len(_RANKS), len(_RANKS) + 1, len(_RANKS) + 2
_BINARY = ("image/", "audio/", "video/", "font/", "application/pdf", "application/octet-stream")


def kind_of(output: Any) -> Kind:
    """How to read an output; `unknown` where it isn't what it says it is."""
    if not isinstance(output, dict):
        return "unknown"
    kind = output.get("output_type")
    if kind == "stream" and text_of(output.get("text")) is not None:
        return "stream"
    if kind == "error":
        return "error"
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        return "rich"
    return "unknown"


def shown_mime(output: Any) -> str:
    """What a person sees of an output in JupyterLab.

    Returns:
        `stream/stdout`, `stream/stderr`, `error`, the best type of the output's data, or
        `application/json` where nobody knows how to show it.
    """
    kind = kind_of(output)
    if kind == "stream":
        return "stream/stderr" if output.get("name") == "stderr" else "stream/stdout"
    if kind == "rich":
        return min(output["data"], key=_rank, default="text/plain")
    return "error" if kind == "error" else "application/json"


def ranked(mimes: Iterable[str]) -> list[str]:
    """MIME types, what a person would be shown first; ties by name."""
    return sorted(mimes, key=lambda mime: (_rank(mime), mime))


def is_vega(mime: str) -> bool:
    """Whether it is a Vega or Vega-Lite plot."""
    return _VEGA.fullmatch(mime) is not None


def is_json(mime: str) -> bool:
    """Whether the data is structured, not a text."""
    return mime == "application/json" or mime.endswith("+json")


def is_text(mime: str) -> bool:
    """Whether people can read the data line by line."""
    return mime.startswith("text/") or mime in ("application/javascript", SVG)


def is_binary(mime: str) -> bool:
    """Whether the data is base64."""
    return mime.startswith(_BINARY) and mime != SVG


def output_text(output: Any, mime: str) -> str:
    """An output as text; line numbers of a `TextView` count in this.

    Args:
        output: Any output of a notebook.
        mime: What `shown_mime` or a change of outputs says of it. Of a stream see `stream_run`.

    Returns:
        Streams, tracebacks and plain texts as they look in the end, without escape sequences;
        other texts as they are; structured data as indented JSON; "" for what isn't there or
        isn't text.
    """
    kind = kind_of(output)
    if kind == "stream":
        return settle(text_of(output["text"]) or "")
    if kind == "error":
        return settle(error_text(output))
    if kind == "unknown":
        return pretty(output)
    return data_text(output["data"].get(mime), mime)


def data_text(value: Any, mime: str) -> str:
    """What the data of a type says as text."""
    text = text_of(value)
    if text is None or is_json(mime):
        return "" if value is None else pretty(value)
    if is_binary(mime):
        return ""
    return settle(text) if mime == "text/plain" else text


def error_text(output: dict[str, Any]) -> str:
    """The traceback, or name and message where there is none; colours are still in it."""
    traceback = output.get("traceback")
    if isinstance(traceback, list) and traceback:
        return "\n".join(item for item in traceback if isinstance(item, str))
    name, message = output.get("ename"), output.get("evalue")
    return ": ".join(str(part) for part in (name, message) if part not in (None, ""))


def pretty(value: Any) -> str:
    """A JSON value, indented."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=1)
    except RecursionError:
        return ""


def output_bytes(output: Any, mime: str) -> bytes | None:
    """The data of a type of a rich output, decoded; None where there is none, or it is broken."""
    if kind_of(output) != "rich" or mime not in output["data"]:
        return None
    return data_bytes(output["data"][mime], mime)


def data_bytes(value: Any, mime: str) -> bytes | None:
    """The data of a type as bytes; base64 may have line breaks or other foreign characters."""
    text = text_of(value)
    if text is None:
        return encoded(value)
    if not is_binary(mime):
        return text.encode("utf-8", "surrogatepass")
    try:
        return binascii.a2b_base64(text.encode("ascii", "ignore") + b"==")
    except binascii.Error:
        return None


def _rank(mime: str) -> int:
    known = _RANKS.get(mime)
    if known is not None:
        return known
    if mime == "text/plain":
        return _PLAIN
    if mime in COMPANIONS:
        return _COMPANION
    return _RANKS["vega"] if is_vega(mime) else _UNKNOWN
