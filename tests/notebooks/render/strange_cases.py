"""The strange ones of the golden cases: other scripts, and content that would break out."""

from __future__ import annotations

from tests.notebooks.render.materials import (
    Case,
    code,
    display,
    error,
    notebook,
    result,
    stream,
    text,
)


def unicode_text() -> Case:
    """Wide, combining and right-to-left characters stay in their columns."""
    before = (
        'greeting = "こんにちは世界"\nprint(greeting, "👩‍🔬", "cafe\u0301")\n'
        'label = "שלום"\nparty = "🎉🎉"\twidth = 2'
    )
    after = (
        before.replace("世界", "世界の皆さん")
        .replace("🎉🎉", "🎉🎊🎉")
        .replace("cafe", "tea, cafe")
    )
    return Case(
        notebook(code("greet", before, stream("こんにちは世界 👩‍🔬 café\n"), count=1)),
        notebook(code("greet", after, stream("こんにちは世界の皆さん 👩‍🔬 café\n"), count=1)),
    )


def hostile() -> Case:
    """Content that would drive the terminal, close the fence, run a script or ping a person."""
    source = 'print("\x1b]0;owned\x07\x1b[2J")\n# ```\n# </details> <script>alert(1)</script>\n'
    ticks = "Ask @octocat about #12, see `code` and ```` ```` ````.\n\n```python\nrun()\n```\n"
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    return Case(
        notebook(
            code("a", source + "level = 1", stream("\x1b[2J\x1b[31mred\x1b[0m\r\n"), count=1),
            text("b", ticks + "</details>\n\nThe end."),
            code("c", "show()", display({"text/html": script})),
            code("d", "x", {"output_type": "display_data", "data": 7}, result({"a/b": [1, 2]})),
        ),
        notebook(
            code("a", source + "level\u202e = 2", stream("\x1b[2J\x1b[32mred\x1b[0m\r\n"), count=1),
            text("b", ticks + "</summary></details>\n\nThe end, @octocat."),
            code("c", "show()", display({"text/html": script + "<b>!</b>"})),
            code(
                "d",
                "x",
                {"output_type": "display_data", "data": [None]},
                result({"a/b": {"</details>": "| ``` |"}}),
                error("E\x1b[5m", "| `</td>` @octocat\n#12"),
            ),
            text(
                "e", "```diff\n-1\n+1\n```\n| a | b |\n|---|---|\n<!-- -->", tags=["@octocat", "|"]
            ),
        ),
    )
