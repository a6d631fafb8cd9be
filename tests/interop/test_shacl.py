"""The official DCAT-AP.de 3.0 shapes find no violation in what the demo publishes."""

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, RDF, RDFS, SH

# The profile `v30_de_spec` of GovData's validator.
SHAPES = [
    "dcat-ap-3.0.0/dcat-ap-SHACL.ttl",
    "dcat-ap-de-3.0/dcat-ap-SHACL-DE.ttl",
    "dcat-ap-de-3.0/dcat-ap-de-deprecated.ttl",
    "dcat-ap-de-3.0/dcat-ap-spec-german-additions.ttl",
    "dcat-ap-de-3.0/dcat-ap-de-controlledvocabularies.ttl",
]
HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")


@pytest.fixture(scope="session")
def judge(shared):
    """A function from a graph to the violations found in it."""
    validator = shared / "standards/validator"
    shapes = rdflib.Graph()
    for name in SHAPES:
        shapes.parse(validator / "shapes" / name)
    vocabularies = rdflib.Graph()
    for path in sorted((validator / "vocab").iterdir()):
        vocabularies.parse(path)

    def background(data: rdflib.Graph) -> rdflib.Graph:
        """What the rules need to know about the values used: their classes and lists, and that a
        foaf:Organization is a foaf:Agent. All 8,000 languages would take minutes."""
        known = rdflib.Graph()
        known += vocabularies.triples((None, RDFS.subClassOf, None))
        for value in set(data.objects()):
            known += vocabularies.triples((value, None, None))
        return known

    def violations(data: rdflib.Graph) -> list[str]:
        _, report, _ = pyshacl.validate(data + background(data), shacl_graph=shapes, inference="none")
        found = report.subjects(SH.resultSeverity, SH.Violation)
        return [
            f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)}: "
            f"{report.value(result, SH.resultMessage)} ({report.value(result, SH.value)})"
            for result in found
        ]

    return violations


def pages(portal):
    """The pages of the Turtle feed as graphs."""
    url = portal.feed("ttl")
    while url:
        page = rdflib.Graph().parse(url, format="turtle")
        yield page
        url = next(page.objects(None, HYDRA.next), None)


def test_the_judge_accepts_and_refuses(judge, shared):
    perfect = shared / "standards/dcat-ap-de/own-tests/perfect-3.0.ttl"
    assert judge(rdflib.Graph().parse(perfect)) == []
    broken = rdflib.Graph().parse(perfect)
    broken.remove((None, DCAT.theme, None))
    broken.add((next(broken.subjects(RDF.type, DCAT.Dataset)), DCAT.theme, rdflib.URIRef("http://example.org/theme")))
    assert judge(broken)


def test_published_datasets_have_no_violation(judge, portal):
    datasets = 0
    for page in pages(portal):
        datasets += len(set(page.subjects(RDF.type, DCAT.Dataset)))
        assert judge(page) == []
    assert datasets == portal.datasets
