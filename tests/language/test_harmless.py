"""Text that cannot steer a terminal."""

from __future__ import annotations

from dragoman.language.harmless import harmless, one_line


def test_controls_and_overrides_become_spaces_and_words_stay() -> None:
    assert harmless("Њ č 中") == "Њ č 中"
    assert harmless("a\x1b[31mb") == "a [31mb"
    assert not set(harmless("x\x07\x9b\u202e\u2066\r\x00y")) & set("\x07\x9b\u202e\u2066\r\x00")


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a\n\tb \u200b c ") == "a b c"
