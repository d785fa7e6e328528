"""Definitions that a section gained or lost."""

from __future__ import annotations

from jupyter_mlops.modules.sync.definitions import edit_of_section

F, G, H = (f"def {name}():\n    return '{name}'" for name in "fgh")


def section(*parts: str) -> str:
    return "\n\n\n".join(parts)


def test_what_is_added_at_the_end_becomes_cells() -> None:
    edit = edit_of_section(section(F, G), section(F, G, f"# Why.\n{H}", "X = h()", "class C: ..."))
    assert edit.text == section(F, G)
    assert edit.new == (section(f"# Why.\n{H}", "X = h()"), "class C: ...")
    assert edit.lost == ()


def test_what_is_added_elsewhere_stays() -> None:
    for module in (section(F, H, G), section(H, F, G), section(F, G, "X = 1")):
        edit = edit_of_section(section(F, G), module)
        assert (edit.text, edit.new, edit.lost) == (module, (), ())


def test_overloads_become_one_cell() -> None:
    one, two = (f"@overload\ndef h(x: {kind}) -> {kind}: ..." for kind in ("int", "str"))
    edit = edit_of_section(F, section(F, one, two, H))
    assert edit.new == (section(one, two, H),)


def test_a_deleted_definition_is_lost_and_can_be_restored() -> None:
    edit = edit_of_section(section(F, G, "X = 1"), section(F, "X = 2"))
    assert edit.lost == ("g",)
    assert edit.text == section(F, "X = 2")
    assert edit.restored == section(F, G, "X = 2")
    edit = edit_of_section(section("A = 1", G, "X = 1"), "A = 1\nX = 1")
    assert edit.restored == section("A = 1", G, "X = 1")


def test_all_deleted_definitions_are_lost() -> None:
    edit = edit_of_section(section(F, G, H), "")
    assert edit.lost == ("f", "g", "h")
    assert edit.restored == section(F, G, H)


def test_one_that_was_renamed_or_moved_is_not_lost() -> None:
    edit = edit_of_section(section(F, G), section(F, H))
    assert (edit.lost, edit.new, edit.text) == ((), (), section(F, H))
    assert edit_of_section(section(F, G), F, elsewhere=["g"]).lost == ()
    edit = edit_of_section(section(F, G), section(H, "class New: ...", G))
    assert (edit.lost, edit.new) == ((), ())


def test_one_renamed_and_one_added_is_one_new_cell() -> None:
    edit = edit_of_section(section(F, G), section(F, H, "class New: ..."))
    assert (edit.text, edit.new, edit.lost) == (section(F, H), ("class New: ...",), ())
