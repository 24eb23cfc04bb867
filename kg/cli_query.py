"""The commands ``kg query`` and ``kg queries``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_graph import of_a_graph, open_asked
from kg.cli_terminal import shown, terminal_width

if TYPE_CHECKING:
    from kg.sparql import Answer
    from kg.sparql.answer import AnswerFormat
    from kg.sparql.named import NamedQuery, Parameter

FILE = click.Path(path_type=Path, dir_okay=False)
FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle")
ENDINGS: dict[str, AnswerFormat] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".ttl": "turtle",
}


class QueryCommand(click.Command):
    """``kg query``, whose options are those of the named query that its arguments name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Add the named query's options before the arguments are read."""
        word, query = _find_query(args)
        taken = {p.name or "" for p in self.params} | {o.lstrip("-") for p in self.params for o in p.opts}
        ctx.meta["kg.query"] = query
        ctx.meta["kg.asked"] = word
        ctx.meta["kg.options"] = [_option(p, taken) for p in query.parameters] if query else []
        first = args[0] if args else ""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption:
            if query is None and first.replace("-", "").isalnum():
                from kg.sparql.named import named_query

                named_query(first)  # says which names are near
            raise

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The named query's options, then the command's own."""
        return [*ctx.meta.get("kg.options", []), *super().get_params(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the named query answers, where one is named, with its columns."""
        query: NamedQuery | None = ctx.meta.get("kg.query")
        if query is None:
            return super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(f"{query.name}: {query.summary.en} {query.summary.zh}")
        with formatter.section("Columns"):
            formatter.write_dl([(c.name, f"{c.meaning.en} {c.meaning.zh}") for c in query.columns])
        return None


@click.command(cls=QueryCommand)
@click.argument("query", metavar="NAME|FILE|SPARQL")
@of_a_graph
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default by --out's ending, else table."
)
@click.option("--columns", metavar="NAMES", help="Only these columns, in this order: due,role,text.")
@click.option("--out", metavar="FILE", type=FILE, help="Write to a file.")
@click.option("--no-entailed", is_flag=True, help="Leave out what the ontology adds to the facts.")
def query(
    query: str,
    graph: Path | None,
    endpoint: str | None,
    form: AnswerFormat | None,
    columns: str | None,
    out: Path | None,
    no_entailed: bool,
    **parameters: str | int | None,
) -> None:
    """Ask a graph: by a named query, a file, or SPARQL text.

    A named query's parameters are options: see `kg query NAME --help`, and `kg queries` for the names.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    answer = open_asked(graph, endpoint).query(query, entailed=not no_entailed, **given)
    if columns:
        answer = _only([name.strip() for name in columns.split(",")], answer)
    if out is None:
        click.echo(answer.render(form or "table", terminal_width()), nl=False)
        if not len(answer):
            click.echo("no rows", err=True)
        return
    form = form or ENDINGS.get(out.suffix.lower(), "table")
    _write(answer.render(form), out)
    rows = "1 row" if len(answer) == 1 else f"{len(answer)} rows"
    click.echo(shown(f"{out} written ({form}, {rows})"), err=True)


def _only(columns: list[str], answer: Answer) -> Answer:
    """The answer cut down to some of its columns."""
    from kg.sparql import GraphError

    try:
        return answer.only(*columns)
    except GraphError as error:
        raise click.UsageError(str(error)) from None


def _find_query(args: list[str]) -> tuple[str, NamedQuery | None]:
    """The named query, or the file with a query's head, that stands among the arguments, with its word."""
    from kg.sparql.named import has_header, load, named_queries

    words = [arg for arg in args if not arg.startswith("-")]
    queries = named_queries()
    for word in words:
        if word in queries:
            return word, queries[word]
    for path in map(Path, (word for word in words if word.endswith(".rq"))):
        if path.is_file() and has_header(path.read_text("utf-8", "replace")):
            return str(path), load(path)
    return "", None


def _option(parameter: Parameter, taken: set[str]) -> click.Option:
    from kg.sparql.errors import QueryError

    name = parameter.name.replace("_", "-")
    if name in taken:
        raise QueryError(f"the parameter {parameter.name!r} has the name of an option of kg query; rename it")
    # The default itself is the query's own affair: a default of None counts as given here.
    default = f" [default: {parameter.default}]" if parameter.default is not None else ""
    return click.Option(
        [f"--{name}", parameter.name],
        metavar=parameter.kind.upper(),
        required=parameter.required,
        help=f"{parameter.help.en} {parameter.help.zh}{default}",
    )


@click.command()
@click.option("--topic", help="Only those of a topic.")
def queries(topic: str | None) -> None:
    """List the named queries."""
    from kg.sparql.named import named_queries

    found = named_queries().values()
    topics = list(dict.fromkeys(q.topic for q in found))
    if topic is not None and topic not in topics:
        raise click.UsageError(f"there is no topic {topic!r}; the topics are {', '.join(topics)}")
    width = max(len(q.name) for q in found) + 2
    for heading in topics:
        if topic in {None, heading}:
            click.echo(f"{heading}:")
            for item in found:
                if item.topic == heading:
                    click.echo(f"  {item.name:<{width}}{item.summary.en}\n{'':<{width + 2}}{item.summary.zh}")


def _write(text: str, out: Path) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror or error}") from error
