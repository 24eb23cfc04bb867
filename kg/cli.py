"""The command ``kg``: one thin command a verb. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_lineage import COMMANDS as LINEAGE
from kg.cli_query import queries, query
from kg.cli_terminal import shown
from kg.cli_view import view
from kg.web.command import serve

if TYPE_CHECKING:
    from kg.builder import BuildReport
    from kg.model import Level, Place
    from kg.reading import Progress
    from kg.sparql.export import ExportFormat

GRAPH = click.Path(path_type=Path)
EXPORTS = ("turtle", "nquads", "trig", "jsonld", "graphml", "csv")
TROUBLE, USAGE, STOPPED = 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where an unexpected error comes from.")
@click.version_option(package_name="gongwen-kg", prog_name="kg")
def cli(debug: bool) -> None:
    """A knowledge graph of Chinese government documents (公文).

    Who must do what, by when, on whose authority: `kg build` reads a folder of documents into a graph,
    `kg query` asks it.
    """
    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")


@cli.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", metavar="GRAPH", required=True, type=GRAPH, help="The graph's folder; made where missing."
)
@click.option("--prune", is_flag=True, help="Take away what came from files that are no longer there.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Processes that read files. [default: the machine's processors, fewer for few files]",
)
@click.option("--base", metavar="IRI", help="The IRI below which the data is named, for a new graph.")
def build(paths: tuple[Path, ...], out: Path, prune: bool, jobs: int | None, base: str | None) -> int:
    """Read documents into a graph, or bring the graph up to date with them.

    A PATH is a folder, whose .txt and .html files are read, or a file. Only what changed since the last
    build is read again. A file that can't be read is named with the reason and left out; the exit
    status is then 1. Files of other kinds in a folder (.pdf, .docx) are not read, and named.
    """
    from kg.builder import build as build_graph

    if missing := [path for path in paths if not path.exists()]:
        raise click.UsageError(f"there is no file or folder {missing[0]}")
    with _progress() as progress:
        report = build_graph(paths, out, prune=prune, base=base, jobs=jobs, progress=progress)
    for name, reason in report.unreadable:
        _complain(f"{name}: {reason}")
    if report.passed_over:
        first = ", ".join(report.passed_over[:3]) + (" …" if len(report.passed_over) > 3 else "")
        _complain(
            f"not read, because they are not .txt or .html: {_files(len(report.passed_over))} ({first}); "
            "save their text in one of these forms"
        )
    _summary(report, out)
    return 0 if report.complete else TROUBLE


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _summary(report: BuildReport, out: Path) -> None:
    counts = [
        ("files", f"{report.files} ({report.read} read now, {report.unchanged} unchanged)"),
        ("documents", report.documents),
        ("tasks", report.tasks),
        ("assignments", report.assignments),
        ("deadlines", report.deadlines),
        ("citations", report.citations),
        ("unresolved", f"{report.unresolved} bodies (kg query unresolved-names --kind single --graph {out})"),
        ("lineage", f"{report.lineage} links to texts above, {report.cycles} cycles"),
        ("left out", _files(len(report.unreadable))),
    ]
    outcome = "built" if report.files else "empty, for no file could be read"
    click.echo(f"{out}: {outcome if report.changed else 'nothing has changed'}")
    for what, count in counts:
        click.echo(f"  {what:<12}{count}")
    for name, same in report.duplicates:
        click.echo(f"  {shown(name)} is the same as {shown(same)}: one source, under that name")
    for name in report.removed:
        click.echo(f"  {shown(name)} is no longer in the graph")
    if kept := report.files - report.read - report.unchanged:
        click.echo(f"  {_files(kept)} of the graph not among those given: kept (--prune takes away)")
    for name in report.outdated:
        click.echo(f"  {shown(name)} was read by an earlier version; give it again to renew it")


@cli.command()
@click.argument("graph")
def info(graph: str) -> None:
    """Tell what a graph holds: a folder, or the URL of an endpoint."""
    from kg.sparql import open_graph

    found = open_graph(graph).info()
    counts = [
        ("sources", found.sources),
        ("documents", found.documents),
        ("tasks", found.tasks),
        ("assignments", found.assignments),
        ("deadlines", found.deadlines),
        ("citations", found.citations),
        ("bodies", f"{found.agencies} ({found.unresolved} unresolved)"),
        ("works", f"{found.works} ({found.works_held} held)"),
        ("statements", found.triples),
        ("made by", ", ".join(found.made_by)),
    ]
    for what, count in counts:
        click.echo(f"{what:<13}{count}")
    for what, groups in (("level", found.by_level), ("place", found.by_place), ("year", found.by_year)):
        click.echo(f"documents by {what}:")
        for group, number in groups.items():
            click.echo(f"  {number:>7}  {shown(group) or '(not known)'}")


@cli.command()
@click.argument("graph")
@click.option("--format", "form", type=click.Choice(EXPORTS), required=True)
@click.option(
    "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="For csv a folder."
)
@click.option("--no-entailed", is_flag=True, help="Leave out what the ontology adds to the facts.")
def export(graph: str, form: ExportFormat, out: Path, no_entailed: bool) -> None:
    """Write a whole graph for other programs, or with --format csv its tables.

    GraphML holds documents, tasks, bodies, works and places with their links.
    """
    from kg.sparql import open_graph
    from kg.sparql.export import export as write

    write(open_graph(graph), form, out, entailed=not no_entailed)
    click.echo(shown(f"{out} written ({form})"), err=True)


@cli.command()
@click.argument("graph", type=GRAPH)
def validate(graph: Path) -> int:
    """Check a graph against the ontology's shapes, by document and severity.

    The exit status is 1 where a shape is violated.
    """
    from kg.manifest import read_manifest
    from kg.rdf import Iris
    from kg.rdf import validate as check
    from kg.sparql.embedded import Embedded
    from kg.sparql.folder import current_generation

    store = Embedded(graph).store(entailed=False)
    iris = Iris(read_manifest(current_generation(graph)).base)
    counts = Counter[str]()
    heading = None
    for finding in check(store, iris):
        counts[finding.severity] += 1
        above = " · ".join(filter(None, (finding.source, finding.document))) or "bodies and works"
        if above != heading:
            click.echo(shown(above))
            heading = above
        value = f": {finding.value}" if finding.value else ""
        click.echo(
            f"  {finding.severity:<10}{shown(finding.message_en + value)}\n{'':<12}{shown(finding.node)}"
        )
    click.echo(
        f"{graph}: {counts['violation']} violations, {counts['warning']} warnings, {counts['info']} notes"
    )
    return TROUBLE if counts["violation"] else 0


@cli.command()
@click.argument("name")
@click.option("--place", metavar="PLACE", help="The place of the document that prints the name (宣汉县).")
def ground(name: str, place: str | None) -> int:
    """Explain what the printed name of a body stands for: by which rule, with which candidates, and
    the bodies above it. `--place 全国` is a national document.
    """
    from kg.ground import explain

    context, level = _context(place) if place else (None, None)
    told = explain(name, context, level)
    agency = told.agency
    facts = [
        ("name", agency.name or "(can't be told; the body stays unresolved)"),
        ("kind", agency.kind),
        ("system", agency.system or "(none)"),
        ("place", _place_line(agency.place) if agency.place else "(none)"),
        ("level", agency.level or "(not known)"),
        ("rule", told.rule),
    ]
    for home, rest, body, taken in told.readings:
        facts.append(("reading", f"{home or '?'} + {rest} → {body}{'  (taken)' if taken else ''}"))
    facts += [("candidate", _place_line(other)) for other in told.candidates]
    if told.members:
        facts.append(("members", f"{len(told.members)}: {' '.join(told.members)}"))
    facts += [("块", " → ".join(told.government))] if told.government else []
    facts += [("条", " → ".join(told.line))] if told.line else []
    for what, fact in facts:
        click.echo(shown(f"{what:<10}{fact}"))
    return 0 if agency.name else TROUBLE


def _context(place: str) -> tuple[Place | None, Level]:
    """The place and level of the document that prints a name."""
    from kg.ground import candidates, find_place

    if place in {"全国", "国家", "中央"}:
        return None, "national"
    found = find_place(place)
    if found is not None:
        return found, found.level
    meant = " or ".join("".join((*other.parents, other.name)) for other in candidates(place))
    if meant:
        raise click.ClickException(f"{place} is one of several, write it whole: {meant}")
    raise click.ClickException(f"{place} is no division; write it whole (四川省达州市宣汉县)")


def _place_line(place: Place) -> str:
    return "".join((*place.parents, place.name, f" ({place.code})"))


for command in (query, queries, serve, view, *LINEAGE):
    cli.add_command(command)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar for whoever waits at a terminal, nothing else."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        work = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(
            work, completed=done, total=total, description=escape(shown(name))
        )


def _complain(sentence: str) -> None:
    click.echo(f"kg: {shown(sentence)}", err=True)


def main(args: list[str] | None = None) -> int:
    """Run the command and return its exit status; whatever goes wrong is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    args = sys.argv[1:] if args is None else args
    if debug := "--debug" in args:  # wherever it stands
        args = ["--debug", *(arg for arg in args if arg != "--debug")]
    try:
        status = cli.main(args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; what is left in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return TROUBLE
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            error.show()
        else:
            _complain(_usage(error))
        return USAGE
    except click.ClickException as error:
        _complain(error.format_message())
        return TROUBLE
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped; graphs are as they were before")
        return STOPPED
    except Exception as error:
        return _failed(error, debug)
    return status if isinstance(status, int) else 0


def _usage(error: click.UsageError) -> str:
    """What is wrong with the words of a command, and where it says what they may be."""
    said = " ".join(error.format_message().split()).rstrip(".")
    if isinstance(error, click.MissingParameter) and isinstance(error.param, click.Option):
        said += f": {error.param.help}".rstrip(".")
    command = error.ctx.command_path if error.ctx else "kg"
    asked = error.ctx.meta.get("kg.asked", "") if error.ctx else ""
    return f"{said} (see {f'{command} {asked}'.rstrip()} --help)"


def _failed(error: Exception, debug: bool) -> int:
    from kg.sparql.errors import GraphError

    if isinstance(error, GraphError):
        _complain(str(error))
    else:
        _complain(
            f"an error in gongwen itself, please report it ({type(error).__name__}: {error}); "
            "kg --debug … shows where"
        )
    if debug:
        traceback.print_exception(error)
    return TROUBLE
