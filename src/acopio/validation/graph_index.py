"""Which file mentions which node, and the triples about nodes of several files, in a database in memory.

A node is *private* to a file where no other file mentions it and no shape can come to it from elsewhere;
all others are *shared*. Of shared nodes every triple that shapes can read is kept here with the files that
state it, so that a verdict on one file needs that file and these triples alone. Once shared, a node stays
shared until the index is built anew. Nodes are known by 64 bits of a digest; should two nodes have the
same, both are shared, which is right though not needed.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, Final

from acopio.shacl.terms import to_oxigraph
from acopio.validation.reach import NodeNumbers, Reach, digest64
from acopio.validation.result_rows import term_text
from acopio.validation.terms import Triple

SCHEMA: Final = """
CREATE TABLE mentioned (file INTEGER PRIMARY KEY, nodes BLOB);
CREATE TABLE mention (node INTEGER, file INTEGER, PRIMARY KEY (node, file)) WITHOUT ROWID;
CREATE TABLE shared (node INTEGER PRIMARY KEY, fixed INTEGER);
CREATE TABLE triple (id INTEGER PRIMARY KEY, s INTEGER, p TEXT, o INTEGER, subject TEXT, object TEXT);
CREATE INDEX triple_s ON triple (s);
CREATE INDEX triple_o ON triple (o);
CREATE TABLE stated (triple INTEGER, file INTEGER, PRIMARY KEY (triple, file)) WITHOUT ROWID;
CREATE INDEX stated_by ON stated (file);
"""
_MANY: Final = 500  # values in one query


class GraphIndex:
    """The tables of mentions and of shared triples."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def select(self, query: str, values: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query that ends in `IN (?)`, for any number of values."""
        asked = list(values)
        for start in range(0, len(asked), _MANY):
            some = asked[start : start + _MANY]
            yield from self.connection.execute(query.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def files_of(self, nodes: Iterable[int]) -> set[int]:
        """Return the files that mention any of these nodes."""
        return {row[0] for row in self.select("SELECT file FROM mention WHERE node IN (?)", nodes)}

    def keep_nodes(self, file: int, nodes: set[int]) -> None:
        """Keep with a file which nodes it mentions."""
        content = array("q", sorted(nodes)).tobytes()
        self.connection.execute("INSERT OR REPLACE INTO mentioned VALUES (?, ?)", (file, content))

    def mention(self, file: int, nodes: set[int]) -> None:
        """Keep which nodes a file mentions, with the file and by node."""
        self.keep_nodes(file, nodes)
        self.connection.executemany("INSERT INTO mention VALUES (?, ?)", ((node, file) for node in nodes))

    def nodes_of(self, file: int) -> set[int]:
        """Return the nodes that a file mentions."""
        (content,) = self.connection.execute("SELECT nodes FROM mentioned WHERE file = ?", (file,)).fetchone()
        found = array("q")
        found.frombytes(content)
        return set(found)

    def mentioned_twice(self, nodes: Iterable[int]) -> set[int]:
        """Return those of some nodes that more than one file mentions."""
        query = "SELECT node, count(*) FROM mention WHERE node IN (?) GROUP BY node"
        return {node for node, count in self.select(query, nodes) if count > 1}

    def share(self, nodes: Iterable[int], fixed: bool = False) -> None:
        """Keep that nodes are shared; shapes come to `fixed` ones from anywhere."""
        self.connection.executemany(
            "INSERT OR IGNORE INTO shared VALUES (?, ?)", ((node, int(fixed)) for node in nodes)
        )

    def shared_of(self, file: int) -> set[int]:
        """Return the shared nodes that a file mentions."""
        return self.shared_among(self.nodes_of(file))

    def fixed(self) -> set[int]:
        """Return the nodes that shapes come to from anywhere."""
        return {row[0] for row in self.connection.execute("SELECT node FROM shared WHERE fixed")}

    def fixed_among(self, nodes: Iterable[int]) -> set[int]:
        """Return those of some nodes that shapes come to from anywhere."""
        return {row[0] for row in self.select("SELECT node FROM shared WHERE fixed AND node IN (?)", nodes)}

    def shared_among(self, nodes: Iterable[int]) -> set[int]:
        """Return those of some nodes that are shared."""
        return {row[0] for row in self.select("SELECT node FROM shared WHERE node IN (?)", nodes)}

    def state(self, file: int, triples: Iterable[Triple], numbers: NodeNumbers) -> set[int]:
        """Keep that a file states triples about shared nodes; return the numbers of those nobody did before."""
        execute, new = self.connection.execute, set()
        for triple in triples:
            subject, value = term_text(triple[0]), term_text(triple[2])
            number = digest64(f"{subject} {triple[1].value} {value}")
            made = execute(
                "INSERT OR IGNORE INTO triple VALUES (?, ?, ?, ?, ?, ?)",
                (number, numbers.of(triple[0]), triple[1].value, numbers.object(triple), subject, value),
            )
            if made.rowcount:
                new.add(number)
            execute("INSERT OR IGNORE INTO stated VALUES (?, ?)", (number, file))
        return new

    def stated_by(self, file: int) -> set[int]:
        """Return the numbers of the shared triples that a file states."""
        return {
            row[0] for row in self.connection.execute("SELECT triple FROM stated WHERE file = ?", (file,))
        }

    def forget(self, file: int) -> None:
        """Forget what a file mentions and states, but not its triples, which others may state."""
        nodes = self.nodes_of(file)
        self.connection.executemany(
            "DELETE FROM mention WHERE node = ? AND file = ?", ((node, file) for node in nodes)
        )
        self.connection.execute("DELETE FROM stated WHERE file = ?", (file,))
        self.connection.execute("DELETE FROM mentioned WHERE file = ?", (file,))

    def nodes_at(self, triples: Iterable[int], reach: Reach) -> set[int]:
        """Return the nodes at which shapes can read some triples."""
        found: set[int] = set()
        for s, p, o in self.select("SELECT s, p, o FROM triple WHERE id IN (?)", triples):
            found.add(s)
            if o is not None and p in reach.backward:
                found.add(o)
        return found

    def remove_unstated(self, triples: set[int], reach: Reach) -> set[int]:
        """Remove those of some triples that no file states, and return the nodes at which they could be read."""
        stated = {row[0] for row in self.select("SELECT triple FROM stated WHERE triple IN (?)", triples)}
        found = self.nodes_at(triples - stated, reach)
        self.connection.executemany(
            "DELETE FROM triple WHERE id = ?", ((number,) for number in triples - stated)
        )
        return found

    def about(self, nodes: set[int], reach: Reach) -> dict[int, tuple[int, int | None, Triple]]:
        """Return the shared triples about these nodes and all that shapes come to from them, by number."""
        found: dict[int, tuple[int, int | None, Triple]] = {}
        seen, ahead = set(nodes), set(nodes)
        columns = "id, s, p, o, subject, object"
        while ahead:
            rows = list(self.select(f"SELECT {columns} FROM triple WHERE s IN (?)", ahead))
            if reach.backward:
                names = ",".join("'" + name.replace("'", "''") + "'" for name in sorted(reach.backward))
                rows += self.select(f"SELECT {columns} FROM triple WHERE p IN ({names}) AND o IN (?)", ahead)
            nearby = set()
            for number, s, p, o, subject, value in rows:
                if number not in found:
                    triple = as_triple(str(subject), str(p), str(value))
                    found[number] = (s, o, triple)
                    if o is not None and reach.forwards(triple):
                        nearby.add(o)
                    if reach.backwards(triple):
                        nearby.add(s)
            ahead = nearby - seen
            seen |= ahead
        return found

    def leading_to(self, nodes: set[int], reach: Reach) -> set[int]:
        """Return these shared nodes and all shared ones from which shapes come to them."""
        seen, ahead = set(nodes), set(nodes)
        columns = "s, p, o, subject, object"
        while ahead:
            back: set[int] = set()
            for s, p, _, subject, value in self.select(f"SELECT {columns} FROM triple WHERE o IN (?)", ahead):
                if reach.forwards(as_triple(str(subject), str(p), str(value))):
                    back.add(s)
            for _, p, o, subject, value in self.select(f"SELECT {columns} FROM triple WHERE s IN (?)", ahead):
                if o is not None and reach.backwards(as_triple(str(subject), str(p), str(value))):
                    back.add(o)
            ahead = back - seen
            seen |= ahead
        return self.shared_among(seen)


def as_triple(subject: str, predicate: str, value: str) -> Triple:
    """Return a triple from its texts."""
    return to_oxigraph(subject), to_oxigraph(f"<{predicate}>"), to_oxigraph(value)  # type: ignore[return-value]
