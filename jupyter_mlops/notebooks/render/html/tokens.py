"""Colours of source code."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

#: Lexers by a kernel's language. A list of our own, as the name comes from the notebook and some
#: of Pygments' several hundred lexers take very long for texts that were made to hurt them.
_LEXERS = {
    "python": "PythonLexer",
    "ipython": "PythonLexer",
    "python3": "PythonLexer",
    "ipython3": "PythonLexer",
    "r": "SLexer",
    "julia": "JuliaLexer",
    "bash": "BashLexer",
    "sql": "SqlLexer",
    "javascript": "JavascriptLexer",
    "typescript": "TypeScriptLexer",
    "c++": "CppLexer",
    "cpp": "CppLexer",
    "c": "CLexer",
    "rust": "RustLexer",
    "go": "GoLexer",
    "java": "JavaLexer",
    "kotlin": "KotlinLexer",
    "scala": "ScalaLexer",
    "haskell": "HaskellLexer",
    "ruby": "RubyLexer",
    "c#": "CSharpLexer",
    "octave": "OctaveLexer",
    "matlab": "OctaveLexer",
    "markdown": "MarkdownLexer",
}
#: Cell magics that hold another language.
_MAGICS = {
    "%%bash": "bash",
    "%%sh": "bash",
    "%%sql": "sql",
    "%%javascript": "javascript",
    "%%js": "javascript",
    "%%markdown": "markdown",
    "%%R": "r",
    "%%time": "",
    "%%timeit": "",
    "%%capture": "",
}
#: From the particular to the general, as the first that a token belongs to counts.
_CLASSES = (
    ("Comment", "t-c"),
    ("Keyword", "t-k"),
    ("Operator.Word", "t-k"),
    ("Literal.String", "t-s"),
    ("Literal.Number", "t-n"),
    ("Name.Function", "t-f"),
    ("Name.Class", "t-f"),
    ("Name.Decorator", "t-f"),
    ("Name.Builtin", "t-b"),
    ("Generic.Heading", "t-h"),
    ("Generic.Subheading", "t-h"),
    ("Generic.Strong", "t-h"),
)
_LONGEST_TEXT = 60_000
_LONGEST_LINE = 2_000


def language_of(notebook: Mapping[str, Any]) -> str:
    """The language of a notebook's code, in lower case; empty if it doesn't say."""
    metadata = notebook.get("metadata")
    if not isinstance(metadata, dict):
        return ""
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        section = metadata.get(part)
        name = section.get(key) if isinstance(section, dict) else None
        if isinstance(name, str) and name:
            return name.lower()
    return ""


class Span(NamedTuple):
    """A part of a text, in characters, with the class that it is shown in."""

    start: int
    end: int
    style: str


class Colorist:
    """Colours the sources of one page, as long as it isn't too much work.

    Args:
        characters: How many it colours before the rest stays plain.
    """

    def __init__(self, characters: int = 600_000) -> None:
        self._left = characters
        self._lexers: dict[str, Any] = {}
        self._classes: dict[Any, str] = {}

    def color(self, text: str, language: str) -> list[Span]:
        """The colours of a text; none if its language is unknown or the text is large."""
        head = text[:40].split(maxsplit=1)
        magic = head[0] if head and head[0].startswith("%%") else None
        language = (_MAGICS.get(magic, "none") or language) if magic else language
        if language not in _LEXERS or len(text) > min(_LONGEST_TEXT, self._left):
            return []
        if any(len(line) > _LONGEST_LINE for line in text.split("\n")):
            return []
        self._left -= len(text)
        return self._spans(text, language)

    def _spans(self, text: str, language: str) -> list[Span]:
        spans: list[Span] = []
        at = 0
        try:
            for start, kind, value in self._lexer(language).get_tokens_unprocessed(text):
                if start < at or not value:
                    continue
                at = start + len(value)
                if style := self._class(kind):
                    spans.append(Span(start, at, style))
        except Exception:  # noqa: BLE001 - a lexer that fails on some text costs us its colours only
            return []
        return spans

    def _lexer(self, language: str) -> Any:
        if language not in self._lexers:
            lexers = import_module("pygments.lexers")
            self._lexers[language] = getattr(lexers, _LEXERS[language])()
        return self._lexers[language]

    def _class(self, kind: Any) -> str:
        if kind not in self._classes:
            name = str(kind).removeprefix("Token.")
            matches = (style for prefix, style in _CLASSES if name.startswith(prefix))
            self._classes[kind] = next(matches, "")
        return self._classes[kind]
