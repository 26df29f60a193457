"""Every kind of fault a user can meet, as data: its code, what it means, what to do about it.

`docs/errors.md` is generated from `ERROR_KINDS`; `acopio.errors` raises them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One kind of fault: its code, what it means, and what a user does about it."""

    code: str
    meaning: str
    remedy: str


ERROR_KINDS: Final[dict[str, ErrorKind]] = {
    kind.code: kind
    for kind in (
        ErrorKind(
            "document-empty",
            "The document holds no text.",
            "Check that the file was saved or downloaded whole, or leave it out.",
        ),
        ErrorKind(
            "document-binary",
            "The file is no text document (it holds control bytes).",
            "Give Markdown, plain text or HTML; convert a PDF or a word-processor file first.",
        ),
        ErrorKind(
            "document-encoding",
            "The bytes are not UTF-8.",
            "Convert the file, for example: iconv -f latin1 -t utf-8 OLD > NEW",
        ),
        ErrorKind(
            "document-too-large",
            "The document is larger than a profile page can be.",
            "Split the file into one document a profile.",
        ),
        ErrorKind(
            "document-front-matter",
            "The front matter between the two lines of '---' is not a YAML mapping of known keys.",
            "Mend the line named, or remove the front matter.",
        ),
        ErrorKind(
            "document-language",
            "There is no reader for the document's language.",
            "Give --language where the guess is wrong, or add loaders/prose/<language>.toml.",
        ),
        ErrorKind(
            "document-nameless",
            "No organisation could be named from the document.",
            "Give 'organization:' in the front matter, or --organization NAME.",
        ),
        ErrorKind(
            "no-documents",
            "There is no document to read.",
            "Name .md, .txt or .html files or a folder with some.",
        ),
        ErrorKind(
            "path-missing", "There is no such file or folder.", "Check the spelling and the working folder."
        ),
        ErrorKind(
            "path-kind",
            "A file stands where a folder is wanted, or a folder where a file is.",
            "Name the other.",
        ),
        ErrorKind(
            "path-permission",
            "The file or folder may not be read or written.",
            "Change its permissions or its place.",
        ),
        ErrorKind(
            "disk-full",
            "There is no room left to write.",
            "Free some space; the files are as they were before.",
        ),
        ErrorKind(
            "dataset-missing", "The folder is no data set.", "Make one: acopio load PATH --dataset DIR"
        ),
        ErrorKind(
            "dataset-busy",
            "Another process is writing to the data set.",
            "Wait until it has ended, then run this again.",
        ),
        ErrorKind(
            "document-twice",
            "Two files of one load have the same name without its suffix, which names the document.",
            "Rename one of them, or leave it out.",
        ),
        ErrorKind(
            "option-for-one",
            "An option that can be true of one document only was given for several.",
            "Load that document by itself, or say it in the front matter of each.",
        ),
        ErrorKind(
            "document-unreadable",
            "acopio failed while reading the document: a fault of the program.",
            "Leave the document out, and report it with the document: set ACOPIO_DEBUG=1 to see where.",
        ),
        ErrorKind(
            "organization-ambiguous",
            "A name stands for several organisations.",
            "Mend data/organizations.ttl: take the name from all but one of them.",
        ),
        ErrorKind(
            "storage-failed",
            "The operating system could not read or write.",
            "See what it says; the files are as they were before.",
        ),
        ErrorKind("turtle-syntax", "The file is not well-formed RDF.", "Mend the line named."),
        ErrorKind(
            "review-value",
            "A correction gives a value that does not fit.",
            "Give one of those listed, or leave the field as it is.",
        ),
        ErrorKind(
            "review-claim",
            "A decision is about a claim that is not there, or that has been decided already.",
            "acopio review --list names the claims that wait.",
        ),
        ErrorKind(
            "review-table",
            "A table of decisions is not of the form that is wanted.",
            "Begin with the table that acopio review --list prints; docs/review.md tells its columns.",
        ),
        ErrorKind(
            "review-file",
            "The claims file has remarks that writing it anew would lose, or no text to show its words in.",
            "Decide in the file itself; docs/data-set.md says how.",
        ),
        ErrorKind("query-unknown", "There is no such query.", "acopio query --list names them all."),
        ErrorKind(
            "query-header",
            "The query's '#+' header breaks its contract.",
            "Mend the line named; docs/queries.md lists the keys.",
        ),
        ErrorKind(
            "query-parameter",
            "The query has no such parameter, or the value does not fit it.",
            "See acopio query NAME --help.",
        ),
        ErrorKind("query-syntax", "The query is not well-formed SPARQL.", "Mend the line named."),
        ErrorKind(
            "query-prefix",
            "The query uses a prefix that it does not declare.",
            "Add the PREFIX line to the query.",
        ),
        ErrorKind(
            "query-remote",
            "The query asks another server (SERVICE) or names its own graphs (FROM).",
            "Give --allow-remote if that is meant.",
        ),
        ErrorKind(
            "query-failed",
            "The engine could not answer the query.",
            "Mend the query; its syntax is right, its evaluation is not.",
        ),
        ErrorKind(
            "query-timeout",
            "The query took longer than it was given.",
            "Give more --timeout, or ask for less (a parameter, a LIMIT).",
        ),
        ErrorKind(
            "endpoint-address",
            "The address or the credentials of an endpoint cannot be used as they are given.",
            "Give an address such as https://example.org/sparql; docs/endpoints.md tells the rest.",
        ),
        ErrorKind(
            "endpoint-unreachable",
            "No server answers at the address.",
            "Check the address, the network and whether the server runs.",
        ),
        ErrorKind(
            "endpoint-tls",
            "No secure connection, or the server cannot show who it is.",
            "Check the address and the clock; ask whoever runs the server. SSL_CERT_FILE names other authorities.",
        ),
        ErrorKind(
            "endpoint-denied",
            "The server does not let us in.",
            "Check ACOPIO_ENDPOINT_USER and ACOPIO_ENDPOINT_PASSWORD, or ACOPIO_ENDPOINT_TOKEN.",
        ),
        ErrorKind(
            "endpoint-missing",
            "There is a server, but no endpoint at this address.",
            "Check the path of the address, which often ends in /sparql or /query.",
        ),
        ErrorKind(
            "endpoint-refused",
            "The server refuses the request, with its reason.",
            "Mend what it names; if the query is a stored one, report it with the server's name and version.",
        ),
        ErrorKind(
            "endpoint-failed",
            "The server failed at the request: a fault of its own.",
            "Try again later, or ask for less (a parameter, a LIMIT); else tell whoever runs it.",
        ),
        ErrorKind(
            "endpoint-busy",
            "The server has too much to do, and still had after several tries.",
            "Try again later.",
        ),
        ErrorKind(
            "endpoint-timeout",
            "The server took longer than it was given.",
            "Give more --timeout, or ask for less (a parameter, a LIMIT).",
        ),
        ErrorKind(
            "endpoint-answer",
            "The server's answer is no SPARQL result.",
            "Check the address: a page for people often stands beside the endpoint.",
        ),
        ErrorKind(
            "endpoint-too-large",
            "The answer is larger than is taken from a server.",
            "Ask for less: a parameter, a LIMIT.",
        ),
        ErrorKind(
            "endpoint-incomplete",
            "The server left rows out of an answer that is of use only as a whole.",
            "Ask whoever runs it to allow more rows (Virtuoso: ResultSetMaxRows) or more time, then try again.",
        ),
        ErrorKind(
            "endpoint-empty",
            "The endpoint holds no data of producers.",
            "Check the address, or put a data set there: acopio push.",
        ),
        ErrorKind(
            "push-unfinished",
            "Some graphs were not sent; the others are there.",
            "Mend what is named and push again: graphs that are there already are not sent anew.",
        ),
        ErrorKind(
            "module-missing",
            "An optional library is not installed.",
            "Install the extra that is named, for example: pip install 'acopio[tables]'",
        ),
        ErrorKind(
            "organization-unknown", "No organisation has this name.", "acopio query organizations lists them."
        ),
        ErrorKind(
            "language-file",
            "A language file does not hold what a reader needs.",
            "Mend the key named; loaders/prose/en.toml holds them all.",
        ),
        ErrorKind("format-unknown", "The output format is not known here.", "Use one of those listed."),
        ErrorKind(
            "format-limit",
            "The answer is larger than the output format can hold.",
            "Choose another format, or ask for less.",
        ),
        ErrorKind(
            "format-terminal",
            "The output format is bytes, which a terminal cannot show.",
            "Name a file: --output FILE",
        ),
        ErrorKind(
            "plot-impossible",
            "The answer cannot be drawn as asked.",
            "Give the query a 'plot' key (docs/queries.md), or ask for rows that have what it shows.",
        ),
        ErrorKind(
            "graph-blank-node",
            "The graph holds a node without a name.",
            "Give the node an IRI in the file named.",
        ),
        ErrorKind("shapes-invalid", "The shapes are not well-formed SHACL.", "Mend the shape named."),
        ErrorKind(
            "pattern-undecided",
            "A regular expression of a shape takes too long for a value: its repetitions can share the text out "
            "in countless ways.",
            "Write the pattern without repetitions that can match the same text, such as (a+)+ or .*.*; "
            "or leave the value out.",
        ),
        ErrorKind(
            "data-too-large",
            "The file is larger than can be validated in memory.",
            "Split it into several files and validate each.",
        ),
        ErrorKind("engine-unknown", "There is no such validation engine.", "Use one of those listed."),
        ErrorKind(
            "no-data", "There is nothing to validate.", "Name files that hold RDF, or load documents first."
        ),
    )
}
