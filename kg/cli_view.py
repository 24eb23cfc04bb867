"""The commands ``kg view …``: pictures of a graph as files."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli_graph import of_a_graph, open_asked

if TYPE_CHECKING:
    from kg.model import Level
    from kg.sparql import Graph
    from kg.view.picture import Picture
    from kg.view.write import PictureFormat

FORMATS = ("html", "svg", "png", "graphml", "gexf", "dot", "mermaid", "csv")
FORMS = ("network", "layers", "timeline", "matrix", "bars")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_Given = dict[str, Any]


@click.group()
def view() -> None:
    """Draw a picture of a graph: a file that a browser shows with no network, or one for a paper.

    The ending of --out tells the format: .html, .svg, .png, .graphml, .gexf, .dot, .mmd (Mermaid), .csv.
    """


def _written(command: _Command) -> _Command:
    """The options of every picture."""
    for option in (
        click.option(
            "--limit", metavar="N", type=click.IntRange(1, 20_000), help="How much is drawn at first."
        ),
        click.option(
            "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="Its words."
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), help="By default by the file's ending."),
        click.option("--out", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False)),
        of_a_graph,
    ):
        command = option(command)
    return command


def _draw(make: Callable[[Graph], Picture], given: _Given) -> None:
    """Open the graph, make the picture, write it."""
    from kg.view import write
    from kg.view.png import NoChineseFont
    from kg.view.write import form_of

    out = given["out"]
    graph = open_asked(given["graph"], given["endpoint"])
    form: PictureFormat = given["form"] or form_of(out)
    picture = make(graph)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", NoChineseFont)
        write(picture, out, form, given["lang"])
    for warning in told:
        click.echo(f"kg: {warning.message}", err=True)
    click.echo(f"{out} written ({form})")


@view.command()
@click.argument("thing", metavar="DOCUMENT|BODY|TASK")
@_written
def chain(thing: str, **given: Any) -> None:  # noqa: ANN401
    """The chain of responsibility of a document (title, number or IRI), a body (name) or a task (IRI)."""
    from kg.view import chain as draw

    _draw(lambda graph: draw(graph, thing, given["limit"]), given)


@view.command()
@click.argument("document", metavar="DOCUMENT")
@_written
def lineage(document: str, **given: Any) -> None:  # noqa: ANN401
    """What a document rests on and what rests on it, level by level."""
    from kg.view import lineage as draw

    _draw(lambda graph: draw(graph, document, given["limit"]), given)


@view.command()
@click.option("--agency", metavar="BODY", help="Only the tasks of this body.")
@click.option("--document", metavar="DOCUMENT", help="Only the tasks of this document.")
@click.option(
    "--level", metavar="LEVEL", help="Only the tasks that documents of this level set: county, 县级."
)
@_written
def agencies(agency: str | None, document: str | None, level: str | None, **given: Any) -> None:  # noqa: ANN401
    """The network of bodies that share tasks."""
    from kg.view import agencies as draw

    _draw(lambda graph: draw(graph, agency, document, _level(level), given["limit"]), given)


@view.command()
@click.option("--agency", metavar="BODY", help="Only the tasks of this body.")
@click.option("--document", metavar="DOCUMENT", help="Only the tasks of this document.")
@click.option(
    "--level", metavar="LEVEL", help="Only the tasks that documents of this level set: county, 县级."
)
@click.option("--since", metavar="DATE", help="From this day on: 2093-06-30.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@_written
def timeline(since: str | None, until: str | None, **given: Any) -> None:  # noqa: ANN401
    """Deadlines on the axis of time."""
    from kg.sparql.parameters import check_period, day
    from kg.view import timeline as draw

    own: _Given = {key: given[key] for key in ("agency", "document", "limit")}
    own["level"] = _level(given["level"])
    own["since"] = day("since", since) if since else None
    own["until"] = day("until", until) if until else None
    check_period(own["since"], own["until"])
    _draw(lambda graph: draw(graph, **own), given)


def _level(text: str | None) -> Level | None:
    from kg.sparql.parameters import level

    return level("level", text) if text else None


@view.command()
@click.argument("thing", metavar="DOCUMENT|BODY")
@_written
def matrix(thing: str, **given: Any) -> None:  # noqa: ANN401
    """Tasks by bodies, with the roles in the cells."""
    from kg.view import matrix as draw

    _draw(lambda graph: draw(graph, thing, given["limit"]), given)


@view.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("asked", metavar="NAME|FILE|SPARQL")
@click.option(
    "--as", "shape", type=click.Choice(FORMS), help="The picture's form, by default that of the columns."
)
@_written
@click.pass_context
def query(ctx: click.Context, /, asked: str, shape: Any, **given: Any) -> None:  # noqa: ANN401
    """The answer to a named query, a query file or SPARQL text (CONSTRUCT or SELECT).

    A named query's parameters are given as for `kg query`: --agency 县司法局.
    """
    from kg.view import query as draw

    parameters: _Given = _parameters(ctx.args)
    _draw(lambda graph: draw(graph, asked, form=shape, limit=given["limit"], **parameters), given)


def _parameters(words: list[str]) -> dict[str, str]:
    """The named query's own parameters: ``--name value`` or ``--name=value``."""
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise click.UsageError(f"{word!r} is one word too many; parameters are given as --name value")
        if not equals:
            value = next(rest, "")
            if not value or value.startswith("--"):
                raise click.UsageError(f"--{name} needs a value")
        found[name.replace("-", "_")] = value
    if strange := found.keys() & {"form", "limit", "graph", "asked"}:
        raise click.UsageError(f"--{min(strange)} can't be given here")
    return found
