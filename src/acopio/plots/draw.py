"""A picture of a result as a file: SVG, PNG, or a page of HTML that needs no network."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any, Final

from acopio.catalogue.extras import optional
from acopio.catalogue.output import emit
from acopio.catalogue.result import Result
from acopio.errors import AcopioError

KINDS: Final = ("svg", "png", "html")
_SHARPNESS: Final = 2.0  # pixels of a PNG by pixel of the picture


def picture_kind(path: Path) -> str:
    """Return the kind that a file's suffix means; AcopioError format-unknown for another suffix."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise AcopioError(
            "format-unknown",
            f"the suffix '{path.suffix}' names no picture",
            path=path,
            remedy="Give a file that ends with .svg, .png or .html.",
        )
    return kind


def write_picture(result: Result, path: Path) -> None:
    """Draw a result into a file, whole or not at all; AcopioError as `picture` and `emit`."""
    emit(picture(result, picture_kind(path)), path)


def picture(result: Result, kind: str) -> str | bytes:
    """Return a result drawn as svg, png or html; the same rows give the same bytes.

    Raises AcopioError: plot-impossible, or module-missing where Altair or vl-convert is missing.
    """
    from acopio.plots.chart import chart

    vl_convert = optional("vl_convert", "plot", "picture", package="vl-convert-python")
    spec = chart(result).to_dict()
    # Nothing is fetched: the data is in the picture, and no address is allowed.
    offline: dict[str, Any] = {"allowed_base_urls": []}
    match kind:
        case "svg":
            return f"{vl_convert.vegalite_to_svg(spec, **offline)}\n"
        case "png":
            drawn: bytes = vl_convert.vegalite_to_png(spec, scale=_SHARPNESS, **offline)
            return drawn
        case _:
            return _page(vl_convert.javascript_bundle(), spec, result.title or "Answer")


def _page(libraries: str, spec: dict[str, Any], title: str) -> str:
    """Return a page that holds Vega and the data, and may ask no other place for anything.

    Not vl-convert's own page: it lets a `</script>` in the data end the script.
    """
    policy = (
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
        "img-src data: blob:"
    )
    # In JSON these stand only inside strings; and U+2028 and U+2029 are escaped by ensure_ascii.
    data = (
        json.dumps(spec, ensure_ascii=True)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
    code = libraries.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{html.escape(title)}</title>
<script>{code}</script>
</head>
<body>
<div id="picture"></div>
<script>
vegaEmbed("#picture", {data}, {{renderer: "svg", actions: {{export: true, editor: false}}}});
</script>
</body>
</html>
"""
