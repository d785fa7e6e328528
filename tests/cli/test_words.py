from __future__ import annotations

import pytest

from jupyter_mlops.cli.words import VerbParser


def parser() -> VerbParser:
    made = VerbParser(prog="verb", free_words=True)
    made.add_argument("--flag", action="store_true")
    made.add_argument("-n", type=int)
    return made


@pytest.mark.parametrize(
    ("line", "words", "after"),
    [
        ("", [], None),
        ("a --flag b -n 1 c", ["a", "b", "c"], None),
        ("a -- b", ["a"], ["b"]),
        ("-- --flag -- x", [], ["--flag", "--", "x"]),
        ("- a --", ["-", "a"], []),
    ],
)
def test_words_stand_anywhere_and_know_their_side_of_the_dashes(
    line: str, words: list[str], after: list[str] | None
) -> None:
    args = parser().parse_args(line.split())
    assert (args.words, args.words_after) == (words, after)


def test_an_unknown_option_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["a", "--other"])
    assert "unrecognized arguments: --other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "chosen", "files"),
    [
        ("--take a b", ["all"], ["a", "b"]),
        ("a --take some b", ["some"], ["a", "b"]),
        ("a b --take", ["all"], ["a", "b"]),
        ("--take=some a --take b", ["some", "all"], ["a", "b"]),
        ("a -- --take", None, ["a", "--take"]),
    ],
)
def test_an_options_value_may_be_left_out_before_a_word(
    line: str, chosen: list[str] | None, files: list[str]
) -> None:
    made = VerbParser(prog="verb", free_words=True, values={"--take": ("all", "some")})
    made.add_argument("--take", action="append")
    args = made.parse_args(line.split())
    assert (args.take, [*args.words, *(args.words_after or ())]) == (chosen, files)
