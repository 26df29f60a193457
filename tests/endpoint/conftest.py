"""The tests of endpoints share the samples of the catalogue's tests, and its servers."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "catalogue")]

from endpoint_fixtures import no_credentials, small, steady  # noqa: E402, F401
