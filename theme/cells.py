"""A failing cell stops the build, and the message names chapter, cell and source."""

import os
from functools import partial

import jupyter_cache.executors.utils as runner
from myst_nb.core.execute.base import ExecutionError
from myst_nb.core.execute.cache import NotebookClientCache
from sphinx.errors import SphinxError

run = NotebookClientCache.start_client


class CellError(SphinxError):
    """A code cell raised."""

    category = "A cell failed"


def start_client(self):
    """Run the notebook; on failure say where."""
    try:
        run(self)
    except ExecutionError as error:
        raise CellError(describe(self.path, self.notebook, error.__cause__)) from None


def failed(cells, cause) -> tuple[int, str]:
    """Return which cell raised, or was running when time was up, and the error."""
    for index, cell in enumerate(cells):
        for output in cell.outputs:
            if output.output_type == "error":  # also one that only showing it raised
                return index, f"{output.ename}: {output.evalue}"
    index = next(i for i, cell in enumerate(cells) if not cell.execution_count)
    return index, f"{type(cause).__name__}: {cause}"


def describe(path, notebook, cause) -> str:
    """Return chapter, cell number, error and source of the failing cell."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    index, error = failed(cells, cause)
    return (
        f"{os.path.relpath(path)}, code cell {index + 1} of {len(cells)}\n"
        f"{error}\nThe cell:\n{cells[index].source}"
    )


def setup(app):
    """Put the message in place."""
    NotebookClientCache.start_client = start_client
    if not isinstance(runner.executenb, partial):  # else each kernel warns about TCP
        runner.executenb = partial(runner.executenb, extra_arguments=["--log-level=40"])
