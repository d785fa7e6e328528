"""Asks what becomes of each thing that was deleted on one side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jupyter_mlops.modules.model import Answer, CellKey, Question
from jupyter_mlops.modules.sync.model import Decisions

_LETTERS: Final[dict[str, Answer]] = {"d": "delete", "u": "unmark", "k": "keep"}
_WORDS: Final[dict[Answer, str]] = {
    "delete": "[d]elete",
    "unmark": "[u]nmark",
    "keep": "[k]eep",
}
_HELP: Final = """\
d  delete it on the other side, too
u  leave it in the notebook, no longer exported
k  keep it: it comes back where it was deleted
s  skip this one for now
q  quit; what was answered is done"""


def ask_all(questions: Sequence[Question]) -> dict[str, Decisions]:
    """Asks one after the other; the end of the input means to quit.

    Returns:
        The answers, by module.
    """
    given: dict[str, dict[CellKey, Answer]] = {}
    for question in questions:
        letter = _ask(question)
        if letter == "q":
            break
        if letter != "s":
            given.setdefault(question.module, {})[question.key] = _LETTERS[letter]
    return {module: Decisions(answers=answers) for module, answers in given.items()}


def _ask(question: Question) -> str:
    from jupyter_mlops.cli.sync_text import question_text

    print(question_text(question))
    offered = ", ".join(_WORDS[answer] for answer in question.answers)
    letters = {answer[0] for answer in question.answers} | {"s", "q"}
    while True:
        try:
            answer = input(f"{offered}, [s]kip, [q]uit, [?]: ").strip().lower()
        except EOFError:
            print()
            return "q"
        if answer[:1] in letters and answer[:1]:
            return answer[:1]
        print(_HELP)
