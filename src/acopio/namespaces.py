"""The namespaces in use; one place for prefixes, so that files, queries and tables agree."""

from __future__ import annotations

from typing import Final

ONTOLOGY: Final = "https://w3id.org/acopio/ns#"
CONCEPT: Final = "https://w3id.org/acopio/concept/"
ID: Final = "https://w3id.org/acopio/id/"
DOC: Final = "https://w3id.org/acopio/doc/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/"

CONCEPT_SCHEMES: Final = (
    "assertion",
    "beneficiary",
    "certification",
    "certification-status",
    "comparator",
    "counted-part",
    "founding-kind",
    "funding-kind",
    "holder",
    "identifier-scheme",
    "organization-type",
    "premium-head",
    "product",
    "purpose",
    "share-base",
    "status",
    "unit-of-count",
    "use-status",
)

PREFIXES: Final[dict[str, str]] = {
    "acopio": ONTOLOGY,
    **{name: f"{CONCEPT}{name}/" for name in CONCEPT_SCHEMES},
    "id": ID,
    "doc": DOC,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": EDTF,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
