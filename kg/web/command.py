"""The command ``kg serve``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option(
    "--seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="How long a query may take.",
)
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1),
    help="How many rows a query may give.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many queries run at a time.",
)
@click.option("--open", "browse", is_flag=True, help="Open the explorer in the browser.")
def serve(graph: Path, host: str, port: int, seconds: float, rows: int, workers: int, browse: bool) -> None:
    """Explore a graph in the browser, and answer SPARQL at /sparql.

    Nothing is asked of the network. Only this machine can reach it, unless --host says otherwise:
    there are no users and no passwords, and whoever can reach the address can read the whole graph.
    """
    import socket

    import uvicorn

    from kg.web import Limits, make_app

    app = make_app(graph, Limits(seconds=seconds, rows=rows, workers=workers))
    try:
        listening = socket.create_server((host, port), family=_family(host))
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} can't be listened on: {error.strerror or error}; choose another --port"
        ) from error
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"{graph} can be explored at {url} (SPARQL at {url}sparql); Ctrl+C ends it")
    if browse:
        click.launch(url)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
    server.run(sockets=[listening])


def _family(host: str) -> int:
    import socket

    return socket.AF_INET6 if ":" in host else socket.AF_INET
