"""Jena as Debian packages it (libapache-jena-java), started without its scripts."""

from __future__ import annotations

import zipfile
from pathlib import Path

JARS = Path("/usr/share/java")
NEEDS = [
    "commons-cli",
    "commons-codec",
    "commons-csv",
    "commons-io",
    "commons-lang3",
    "commons-compress",
    "httpclient",
    "httpcore",
    "jsonld-java",
    "jackson-core",
    "jackson-databind",
    "jackson-annotations",
    "slf4j-api",
    "slf4j-nop",
    "protobuf",
    "xercesImpl",
    "xml-apis",
    "guava",
    "failureaccess",
    "thrift",
    "dexx.collection",
]


def class_path(folder: Path) -> str | None:
    """Return the class path of Jena's commands, or None where Jena is not installed.

    Debian moved the Xerces classes of Jena without their message files; a copy in `folder` makes it start.
    """
    core = JARS / "jena-core.jar"
    if not core.exists():
        return None
    resources = folder / "resources"
    with zipfile.ZipFile(core) as archive:
        for name in archive.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                target = resources / name.removeprefix("org/apache/jena/ext/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    jars = [*JARS.glob("jena-*[a-z2].jar"), *(JARS / f"{name}.jar" for name in NEEDS)]
    return ":".join([str(resources), *map(str, jars)])
