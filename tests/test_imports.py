"""A module imports only from those above it in the flow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

ORDER = (
    "errors", "settings", "records", "ontology", "executor", "language", "ingest", "passages", "actors",
    "geo", "dates", "statements", "llm", "categories", "store", "linking", "search", "analysis", "judgements",
    "formats", "forecast", "categorise", "pipeline", "pipe", "evaluate", "doctor", "serve", "cli", "__main__",
)  # fmt: skip
SOURCE = ROOT / "src" / "dragoman"


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dragoman"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (names if node.module == "dragoman" else [node.module])
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("dragoman"))


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_every_part_has_its_place_in_the_order() -> None:
    parts = {part_of(path) for path in SOURCE.rglob("*.py")} - {"__init__"}
    assert parts <= set(ORDER)


def test_imports_go_one_way() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name in imports_of(path)
        if part_of(path) != "__init__"
        and (target := name.split(".")[1]) != part_of(path)
        and ORDER.index(target) > ORDER.index(part_of(path))
    ]
    assert wrong == []


def test_search_and_analysis_do_not_import_each_other() -> None:
    for part, other in (("search", "analysis"), ("analysis", "search")):
        for path in (SOURCE / part).rglob("*.py"):
            assert not any(name.startswith(f"dragoman.{other}") for name in imports_of(path))


def test_only_the_store_talks_to_lance_and_duckdb() -> None:
    for path in SOURCE.rglob("*.py"):
        if part_of(path) == "store":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not {"lance", "duckdb"} & {name.split(".")[0] for name in [*names, module or ""]}, path
