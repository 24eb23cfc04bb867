"""A graph in a folder, asked by Oxigraph in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.sparql.errors import GraphError, QueryError
from kg.sparql.folder import CURRENT, current_generation, store_of
from kg.sparql.results import Result, collect
from kg.sparql.syntax import PREFIXES, Reading, syntax_error

if TYPE_CHECKING:
    from pyoxigraph import Store


class Embedded:
    """The stores of a graph folder's generation in force, read only."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._seen = self._mark()  # before the name is read, so that no swap between the two is missed
        self._generation = current_generation(self.path)
        self._stores: dict[bool, Store] = {}
        self.store()

    def _mark(self) -> tuple[int, int] | None:
        """What changes when another generation is put in force: cheaper to look at than the name."""
        try:
            found = (self.path / CURRENT).stat()
        except OSError:
            return None  # reading the name will tell what is wrong
        return found.st_ino, found.st_mtime_ns

    def refresh(self) -> bool:
        """Go over to the generation in force; True where it is another one."""
        mark = self._mark()
        if mark is not None and mark == self._seen:
            return False
        generation = current_generation(self.path)
        changed = generation != self._generation
        if changed:
            self._generation, self._stores = generation, {}
        self._seen = mark
        return changed

    def store(self, entailed: bool = True) -> Store:
        """The store, with or without the entailed statements."""
        from pyoxigraph import Store

        stores = self._stores  # another thread may go over to the next generation meanwhile
        if entailed not in stores:
            try:
                stores[entailed] = Store.read_only(str(store_of(self._generation, entailed)))
            except OSError as error:
                raise GraphError(
                    f"the store of {self.path} can't be opened: {error}; build the graph again"
                ) from None
        return stores[entailed]

    def named_graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order."""
        self.refresh()
        return sorted(str(name)[1:-1] for name in self.store().named_graphs())

    def run(self, text: str, reading: Reading, entailed: bool) -> Result:
        """The engine's result; a query that names its graphs itself (FROM) is asked of those."""
        self.refresh()
        try:
            found = self.store(entailed).query(
                text, prefixes=PREFIXES, use_default_graph_as_union=not reading.has_dataset
            )
            return collect(reading.form, found)
        except SyntaxError as error:
            raise syntax_error(text, str(error)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query can't be answered: {' '.join(str(error).split())}") from None
