from __future__ import annotations

from importlib import resources

from dragoman.actors.build import compile_register


def test_the_compiled_register_is_up_to_date() -> None:
    """``python -m dragoman.actors.build`` makes it so."""
    folder = resources.files("dragoman.actors").joinpath("compiled")
    compiled = compile_register()
    assert folder.joinpath("register.jsonl").read_text("utf-8") == compiled.register
    assert folder.joinpath("forms.tsv").read_text("utf-8") == compiled.forms
