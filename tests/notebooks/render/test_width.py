from jupyter_mlops.notebooks.render.width import width_of


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert width_of("abc") == 3
    assert width_of("世界") == 4
    assert width_of("cafe\u0301") == 4
    assert width_of("🎉") == 2
