"""The ``dragoman`` command with its subcommands, which are imported only when they are called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "add": "Read documents into the ledger and code them.",
    "code": "Code what is new; with -, code JSON Lines from standard input.",
    "search": "Find excerpts, with the hits marked.",
    "kwic": "Concordance lines around a query's words.",
    "statements": "List statements, each with its quote.",
    "events": "List, show, merge and split events: what several reports tell of.",
    "timeline": "Events in order of date, with how many texts report each.",
    "dyad": "Two actors: acts by period and class, relations, latest statements.",
    "network": "Signed edges between actors or countries, with what they rest on.",
    "map": "Events by place, as a table or GeoJSON.",
    "convenings": "Who met, who held it, about what; who meets whom again.",
    "forecasts": "Who foresees what, how surely, and whether it is due.",
    "actors": "List, show, search, merge and split actors.",
    "add-actors": "Put your own actors over the register's.",
    "train-category": "Teach a category of your own from examples.",
    "documents": "List documents, their near-duplicates and refusals.",
    "relate": "Type of the act between two given actors, JSON Lines.",
    "places": "The places a text names, with their points.",
    "resolve": "Who a name or phrase stands for, JSON Lines.",
    "forget": "Remove a document for good.",
    "export": "Write tables to Parquet, or events as PLOVER or POLECAT.",
    "evaluate": "Scores on labelled data.",
    "doctor": "What is installed, and whether the ledger is sound.",
}


class LazyGroup(click.Group):
    """Lists commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"dragoman.cli.{cmd_name.replace('-', '_')}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"dragoman.cli has no command {cmd_name}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: dragoman add articles/ && dragoman search 'Balkans AND (sanctions OR visas)'",
)
@click.version_option(package_name="dragoman")
def dragoman() -> None:
    """Read texts about a region's politics and keep a ledger of claims, each tied to its words."""
