"""CKAN's DCAT parser, with which GovData harvests, reads all pages in every serialisation."""

import pytest
import requests
from ckanext.dcat.processors import RDFParser

# What its harvester makes of a Content-Type (ckanext/dcat/utils.py and rdflib's names).
FORMATS = {"ttl": ("text/turtle", "turtle"), "rdf": ("application/rdf+xml", "xml"),
           "jsonld": ("application/ld+json", "json-ld"), "nt": ("application/n-triples", "nt")}


def read(portal, extension):
    """The datasets on all pages, asked for as the harvester does: HEAD, then GET."""
    media_type, name = FORMATS[extension]
    url, datasets, pages = portal.feed(extension), [], []
    while url:
        assert url not in pages, "a cycle of pages"
        pages.append(url)
        head = requests.head(url, timeout=30)
        assert head.status_code == 200
        assert int(head.headers["Content-Length"]) < 50 * 1024 * 1024
        page = requests.get(url, timeout=30)
        assert page.status_code == 200
        assert page.headers["Content-Type"].split(";")[0] == media_type
        parser = RDFParser(profiles=["euro_dcat_ap_2", "euro_dcat_ap_3"])
        parser.parse(page.content.decode("utf-8"), name)
        datasets.extend(parser.datasets())
        url = parser.next_page()
    return datasets


@pytest.mark.parametrize("extension", FORMATS)
def test_all_pages_are_read(portal, extension):
    datasets = read(portal, extension)
    extras = [{extra["key"]: extra["value"] for extra in dataset["extras"]} for dataset in datasets]
    assert len({extra["uri"] for extra in extras}) == len(datasets) == portal.datasets
    for dataset, extra in zip(datasets, extras):
        assert dataset["title"] and dataset["notes"], extra["uri"]
        assert extra["identifier"] and extra["modified"] and extra["publisher_name"], extra["uri"]
        assert dataset["resources"], extra["uri"]
        for resource in dataset["resources"]:
            assert resource["url"].startswith("http") and resource["license"].startswith("http"), extra["uri"]


def test_serialisations_agree(portal):
    def key(datasets):
        return sorted((dataset["title"], len(dataset["resources"]), len(dataset["tags"])) for dataset in datasets)

    assert len({str(key(read(portal, extension))) for extension in FORMATS}) == 1
