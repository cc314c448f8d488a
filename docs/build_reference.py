"""Writes ``docs/reference.md`` from the program itself: python docs/build_reference.py."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import click

from dragoman import settings
from dragoman.cli.group import COMMANDS, dragoman
from dragoman.ontology import load_ontology

TARGET = Path(__file__).parent / "reference.md"


def reference() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Reference",
            "",
            "Written by `docs/build_reference.py` from the program; do not edit.",
            "",
            "## Commands",
            "",
            *_commands(),
            "## Settings",
            "",
            "Environment variables; options of a command go before them.",
            "",
            *_settings(),
            "",
            "## Types of statements",
            "",
            *_types(),
            "",
        ]
    )


def _commands() -> list[str]:
    context = click.Context(dragoman, info_name="dragoman", **dragoman.context_settings)
    lines: list[str] = []
    for name in COMMANDS:
        command = dragoman.get_command(context, name)
        assert command is not None
        lines += _help(command, name, context)
    return lines


def _help(command: click.Command, name: str, parent: click.Context) -> list[str]:
    """The help of a command, then of its subcommands."""
    context = click.Context(command, info_name=name, parent=parent)
    lines = [f"### {context.command_path}", "", "```", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            assert inner is not None
            lines += _help(inner, each, context)
    return lines


def _settings() -> list[str]:
    """Every setting with the docstring that stands under it."""
    notes = _notes()
    rows = ["| Variable | Default | |", "|---|---|---|"]
    rows += [
        f"| `DRAGOMAN_{each.name.upper()}` | `{each.default}` | {notes[each.name]} |"
        for each in fields(settings.Settings)
    ]
    return rows


def _notes() -> dict[str, str]:
    (body,) = (
        node.body
        for node in ast.parse(inspect.getsource(settings)).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    notes: dict[str, str] = {}
    for field, note in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(note, ast.Expr):
            assert isinstance(field.target, ast.Name)
            assert isinstance(note.value, ast.Constant)
            notes[field.target.id] = str(note.value.value)
    return notes


def _types() -> list[str]:
    ontology = load_ontology()
    lines = [f"Ontology {ontology.version}.", ""]
    lines += ["| Event (PLOVER) | Quad | Score | Modes | |", "|---|---|---|---|---|"]
    for each in ontology.categories.values():
        modes = ", ".join(f"{mode} ({score:+g})" for mode, score in each.modes.items())
        lines.append(f"| {each.name} | {each.quad} | {each.score:+g} | {modes} | {each.gloss} |")
    lines += ["", "| Relation | Direction | Sign |", "|---|---|---|"]
    for relation in ontology.relations.values():
        direction = "from source to target" if relation.directed else "both ways"
        lines.append(f"| {relation.name} | {direction} | {relation.sign:+g} |")
    for title, names in (
        ("Interests", ontology.interests),
        ("Forecasts, beside all events and relations", ontology.forecasts),
        ("Convenings", ontology.convenings),
        ("Modalities", ontology.modalities),
        ("Actor kinds", ontology.actor_kinds),
    ):
        lines += ["", f"{title}: {', '.join(names)}."]
    lines += ["", "| Context | |", "|---|---|"]
    lines += [f"| {name} | {gloss} |" for name, gloss in ontology.contexts.items()]
    lines += [f"| {name} | on PLOVER export: {', '.join(to)} |" for name, to in ontology.own_contexts.items()]
    return lines


if __name__ == "__main__":
    TARGET.write_text(reference(), "utf-8")
    sys.stdout.write(f"{TARGET} written\n")
