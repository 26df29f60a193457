"""What a cache of a data set was built by, for another program's is not to be trusted."""

from __future__ import annotations

from typing import Final

from pyoxigraph import __version__

from acopio import __version__ as acopio_version

# The layout of a generation of the store, acopio, pyoxigraph.
BUILDER: Final = ["3", acopio_version, __version__]
