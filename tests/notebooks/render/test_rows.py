from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.texts import diff_texts
from jupyter_mlops.notebooks.diff.views import Hunk, TextView
from jupyter_mlops.notebooks.multiline import split_lines
from jupyter_mlops.notebooks.render.rows import aligned, groups_of

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"])).map("\n".join)


def unified(base: str, head: str, view: TextView, context: int = 1, *, noise: bool = False) -> str:
    """Signs and texts of the lines, groups between `|`."""
    old, new = split_lines(base), split_lines(head)
    found = []
    for group in groups_of(view, old, new, context=context, noise=noise):
        text = ""
        for stretch in group:
            if stretch.equal:
                text += "".join(f" {new[at].strip()}" for at in stretch.head)
                continue
            text += "".join(f"-{old[at].strip()}" for at in stretch.base)
            text += "".join(f"+{new[at].strip()}" for at in stretch.head)
        found.append(text)
    return "|".join(found)


def test_hunks_come_with_the_lines_around_them() -> None:
    base, head = "a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n"
    assert unified(base, head, diff_texts(base, head, Budget())) == " b-c+X d"


def test_hunks_that_are_close_are_one_group_and_others_are_not() -> None:
    base = "a\nb\nc\nd\ne\nf\ng\nh\n"
    head = base.replace("a", "A").replace("d", "D").replace("h", "H")
    assert unified(base, head, diff_texts(base, head, Budget())) == "-a+A b c-d+D e f g-h+H"
    assert unified(base, head, diff_texts(base, head, Budget()), 0) == "-a+A|-d+D|-h+H"


def test_a_line_that_another_follows_now_is_not_shown_as_changed() -> None:
    base, head = "a\nb", "a\nb\nc"
    assert unified(base, head, diff_texts(base, head, Budget())) == " a b+c"


def test_a_line_feed_that_is_all_that_differs_is_shown() -> None:
    base, head = "a\nb", "a\nb\n"
    groups = list(
        groups_of(
            diff_texts(base, head, Budget()),
            split_lines(base),
            split_lines(head),
            context=1,
            noise=False,
        )
    )
    assert [stretch.ends for stretch in groups[0]] == [False, True]


def test_noise_is_left_out_and_never_reached_into_by_the_lines_around() -> None:
    view = TextView(
        hunks=[
            Hunk(base=1, removed=1, head=1, added=1, noise=True),
            Hunk(base=3, removed=1, head=3, added=1),
        ]
    )
    base, head = "a\nt1\nc\nd\ne\n", "a\nt2\nc\nD\ne\n"
    assert unified(base, head, view, 3) == " c-d+D e"
    assert unified(base, head, view, 3, noise=True) == " a-t1+t2 c-d+D e"


def test_a_view_of_another_text_shows_what_is_there() -> None:
    view = TextView(hunks=[Hunk(base=5, removed=9, head=7, added=9, pairs=[(6, 8)])])
    assert unified("a\n", "b\n", view) == ""


@given(TEXTS, TEXTS, st.integers(0, 4))
def test_all_that_differs_is_shown_once_and_in_order(base: str, head: str, context: int) -> None:
    old, new = split_lines(base), split_lines(head)
    view = diff_texts(base, head, Budget())
    base_seen: list[int] = []
    head_seen: list[int] = []
    for group in groups_of(view, old, new, context=context, noise=False):
        for stretch in group:
            rows = list(aligned(stretch))
            base_seen += [one for one, _ in rows if one is not None]
            head_seen += [other for _, other in rows if other is not None]
            if stretch.equal:
                assert [old[at].strip() for at in stretch.base] == [
                    new[at].strip() for at in stretch.head
                ]
    assert base_seen == sorted(set(base_seen))
    assert head_seen == sorted(set(head_seen))
    for hunk in view.hunks:
        assert set(range(hunk.base, hunk.base + hunk.removed)) <= set(base_seen)
        assert set(range(hunk.head, hunk.head + hunk.added)) <= set(head_seen)
