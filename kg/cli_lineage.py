"""The commands ``kg trace``, ``kg lineage``, ``kg chain`` and ``kg bodies``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli_graph import of_a_graph, open_asked
from kg.cli_terminal import shown, terminal_width

if TYPE_CHECKING:
    from kg.trace.trees import Format

FORMATS = ("text", "json", "mermaid", "dot")
ORDERS = ("load", "degree", "betweenness", "pagerank", "communities")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _as_tree(command: _Command) -> _Command:
    """The options of what draws a tree."""
    form = click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
    evidence = click.option("--evidence", is_flag=True, help="Quote the words that show each link.")
    return of_a_graph(evidence(form(command)))


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
def trace(graph: Path) -> None:
    """Derive lineage and likeness again from all that a graph holds.

    `kg build` does so too. What was derived before is dropped; readers see the old graph until the new
    one is whole.
    """
    from kg.trace import retrace

    report = retrace(graph)
    click.echo(f"{graph}: traced")
    for what, count in (
        ("citation", report.citation),
        ("nested title", report.nested_title),
        ("re-issue", report.reissue),
        ("descents", f"{report.descents} of several steps"),
        ("tasks", f"{report.follows} follow one above, {report.siblings} pairs of siblings"),
        ("cycles", len(report.cycles)),
    ):
        click.echo(f"  {what:<14}{count}")
    for cycle in report.cycles:
        click.echo(f"  in a cycle, not followed: {shown(' → '.join((*cycle, cycle[0])))}")


@click.command()
@click.argument("document")
@_as_tree
def lineage(document: str, graph: Path | None, endpoint: str | None, form: Format, evidence: bool) -> None:
    """Show what stands above and below a document, as a tree.

    DOCUMENT is a title, a number (文号) or an IRI. ↑ marks what is unfolded elsewhere in the tree.
    """
    from kg.trace import lineage_tree, render

    click.echo(
        render(lineage_tree(open_asked(graph, endpoint), document, evidence), form, terminal_width()),
        nl=False,
    )


@click.command()
@click.argument("name", metavar="AGENCY|TASK|DOCUMENT")
@_as_tree
def chain(name: str, graph: Path | None, endpoint: str | None, form: Format, evidence: bool) -> None:
    """Show the chain of responsibility of a body, a task or a document, as a tree.

    Legal basis, higher documents, the document, its tasks, who leads, answers, cooperates and
    supervises, by when, and above each body those of its line of work. A body is given by name or IRI, a
    task by its IRI (kg query search-tasks), a document by title, number or IRI.
    """
    from kg.trace import chain_tree, render

    click.echo(
        render(chain_tree(open_asked(graph, endpoint), name, evidence), form, terminal_width()), nl=False
    )


@click.command()
@of_a_graph
@click.option(
    "--by", type=click.Choice(ORDERS), default="load", show_default=True, help="What they are ranked by."
)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), help="How many lines are shown."
)
def bodies(graph: Path | None, endpoint: str | None, by: str, limit: int) -> None:
    """Rank bodies by their load, or by their place in the network of those who work together.

    Two bodies are linked where both have a part in one task. Communities are groups that work more with
    each other than with the rest.
    """
    from kg.trace import body_network, centrality, communities, load

    network = body_network(open_asked(graph, endpoint))
    if by == "load":
        click.echo(f"{'tasks':>6}{'leads':>7}{'resp.':>7}{'coop.':>7}{'superv.':>8}{'partners':>10}  body")
        for item in load(network)[:limit]:
            counts = f"{item.tasks:>6}{item.leads:>7}{item.responsible:>7}{item.cooperates:>7}"
            click.echo(f"{counts}{item.supervises:>8}{item.partners:>10}  {shown(item.name)}")
    elif by == "communities":
        for number, group in enumerate(communities(network)[:limit], 1):
            names = "、".join(sorted(network.nodes[body]["name"] for body in group))
            click.echo(f"{number:>4}  {len(group)} bodies: {shown(names)}")
    else:
        for body, score in centrality(network, by)[:limit]:  # type: ignore[arg-type]  # click checked it
            click.echo(f"{score:>8.4f}  {shown(network.nodes[body]['name'])}")


COMMANDS = (trace, lineage, chain, bodies)
