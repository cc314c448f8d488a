"""Every command, setting and type stands in the reference, and the reference is up to date."""

from __future__ import annotations

import importlib.util

from tests.conftest import ROOT


def test_the_reference_is_what_the_program_says() -> None:
    path = ROOT / "docs" / "build_reference.py"
    specification = importlib.util.spec_from_file_location("build_reference", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    written = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert written == module.reference(), "run: python docs/build_reference.py"
