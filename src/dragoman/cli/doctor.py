"""``dragoman doctor``: what is installed, which models, whether the ledger is sound."""

from __future__ import annotations

import sys

import click

from dragoman.cli.common import ledger_option, print_json_lines
from dragoman.language.harmless import harmless


@click.command(epilog="Example: dragoman doctor --repair")
@ledger_option
@click.option("--repair", is_flag=True, help="Sweep orphans and rebuild what can be rebuilt.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one finding a line.")
def command(ledger: str, *, repair: bool, as_json: bool) -> None:
    """Check the installation, the model and the ledger; exit code 1 if something is damaged."""
    from dragoman.doctor import examine

    findings = examine(ledger, repair=repair)
    if as_json:
        print_json_lines([{"level": f.level, "subject": f.subject, "message": f.message} for f in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.level:<8} {finding.subject:<12} {harmless(finding.message)}")
    if any(finding.level == "damage" for finding in findings):
        sys.exit(1)
