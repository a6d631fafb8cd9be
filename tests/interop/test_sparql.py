"""SPARQLWrapper and rdflib query the endpoint."""

import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, URLENCODED, XML, SPARQLWrapper

TITLES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?dataset ?title WHERE { ?dataset a dcat:Dataset ; dct:title ?title }
"""
DESCRIPTION = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
CONSTRUCT { ?dataset dct:title ?title } WHERE { ?dataset a dcat:Dataset ; dct:title ?title }
"""


def wrapper(portal, query, answer, method=GET, request=URLENCODED):
    client = SPARQLWrapper(portal.sparql)
    client.setQuery(query)
    client.setReturnFormat(answer)
    client.setMethod(method)
    client.setRequestMethod(request)
    client.setTimeout(30)
    return client.queryAndConvert()


def test_every_way_of_asking(portal):
    for method, request in [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]:
        answer = wrapper(portal, TITLES, JSON, method, request)
        assert len({row["dataset"]["value"] for row in answer["results"]["bindings"]}) == portal.datasets


def test_every_result_format(portal):
    assert wrapper(portal, TITLES, XML).getElementsByTagName("result").length >= portal.datasets
    assert len(wrapper(portal, TITLES, CSV).decode().splitlines()) > portal.datasets


def test_graphs(portal):
    assert len(wrapper(portal, DESCRIPTION, RDFXML)) >= portal.datasets
    turtle = rdflib.Graph().parse(data=wrapper(portal, DESCRIPTION, TURTLE), format="turtle")
    assert len(turtle) >= portal.datasets


def test_rdflib_store(portal):
    graph = rdflib.Graph(SPARQLStore(portal.sparql, returnFormat="json"))
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == portal.datasets
    for dataset in list(datasets)[:3]:
        assert list(graph.objects(dataset, DCTERMS.title))


def test_endpoint_and_feed_agree(portal):
    feed = rdflib.Graph().parse(portal.feed("ttl"), format="turtle")
    graph = rdflib.Graph(SPARQLStore(portal.sparql, returnFormat="json"))
    for dataset in list(feed.subjects(RDF.type, DCAT.Dataset))[:5]:
        in_feed = {(p, str(o)) for p, o in feed.predicate_objects(dataset)}
        in_store = {(p, str(o)) for p, o in graph.predicate_objects(dataset)}
        # Said in documents only, for validators that do not know DCAT, in which every dataset is a resource.
        in_store.add((RDF.type, str(DCAT.Resource)))
        assert in_feed <= in_store, dataset
