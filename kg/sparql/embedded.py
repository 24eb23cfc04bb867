"""A graph in a folder, asked by Oxigraph in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.sparql.errors import GraphError, QueryError
from kg.sparql.folder import current_generation, store_of
from kg.sparql.results import Result, collect
from kg.sparql.syntax import Reading, syntax_error

if TYPE_CHECKING:
    from pyoxigraph import Store


class Embedded:
    """The stores of a graph folder's generation in force, read only."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._generation = current_generation(self.path)
        self._stores: dict[Path, Store] = {}
        self.store()

    def refresh(self) -> bool:
        """Go over to the generation in force; True where it is another one."""
        generation = current_generation(self.path)
        if generation == self._generation:
            return False
        self._generation, self._stores = generation, {}
        return True

    def store(self, entailed: bool = True) -> Store:
        """The store, with or without the entailed statements."""
        from pyoxigraph import Store

        stores = self._stores  # another thread may go over to the next generation meanwhile
        path = store_of(self._generation, entailed)
        if path not in stores:
            try:
                stores[path] = Store.read_only(str(path))
            except OSError as error:
                raise GraphError(
                    f"the store of {self.path} can't be opened: {error}; build the graph again"
                ) from None
        return stores[path]

    def named_graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order."""
        self.refresh()
        return sorted(str(name)[1:-1] for name in self.store().named_graphs())

    def run(self, text: str, reading: Reading, entailed: bool) -> Result:
        """The engine's result; a query that names its graphs itself (FROM) is asked of those."""
        self.refresh()
        try:
            found = self.store(entailed).query(text, use_default_graph_as_union=not reading.has_dataset)
            return collect(reading.form, found)
        except SyntaxError as error:
            raise syntax_error(text, str(error)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query can't be answered: {' '.join(str(error).split())}") from None
