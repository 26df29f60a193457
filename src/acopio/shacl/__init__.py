"""A SHACL validator that compiles shapes and evaluates them over sets of focus nodes.

`validate(data, shapes)` gives pySHACL's verdict; what cannot be compiled is handed to pySHACL itself.
"""

from acopio.shacl.engine import validate
from acopio.shacl.report import Report, Result

__all__ = ["Report", "Result", "validate"]
