"""Every figure on the pages of statistics is the same everywhere: on the page, as RDF, in SPARQL, in the file of its
cube, and in the cell of the archived table it was read from. All of the demo's figures are walked."""

import csv
import io
import re
import urllib.request
from html.parser import HTMLParser

import pytest
import rdflib
from SPARQLWrapper import JSON, SPARQLWrapper

QB = rdflib.Namespace("http://purl.org/linked-data/cube#")
UNITS = re.compile(r"^(?:≈\s)?\(?\+?(−?[\d.]+(?:,\d+)?)")


class Figures(HTMLParser):
    """Links to observations with the text they show, and links to pages of areas."""

    def __init__(self):
        super().__init__()
        self.figures = []
        self.areas = set()
        self.open = None

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("/id/beobachtung/"):
            self.open = [href, ""]
        elif tag == "a" and re.fullmatch(r"/demografie/[\d-]+", href):
            self.areas.add(href)

    def handle_data(self, data):
        if self.open:
            self.open[1] += data

    def handle_endtag(self, tag):
        if tag == "a" and self.open:
            if any(letter.isdigit() for letter in self.open[1]):
                self.figures.append(tuple(self.open))
            self.open = None


def fetch(address: str, accept: str = "text/html") -> bytes:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def look(portal, path: str) -> Figures:
    page = Figures()
    page.feed(fetch(portal.base + path).decode())
    return page


def german(text: str) -> float:
    number = UNITS.match(text)
    assert number, text
    return float(number[1].replace("−", "-").replace(".", "").replace(",", "."))


@pytest.fixture(scope="module")
def shown(portal):
    """What the pages show: address of the observation, and the texts that stand for it."""
    overview = look(portal, "/demografie")
    assert len(overview.areas) == 11, "the district and its ten municipalities"
    figures = {}
    projected = ["/demografie/methode/vorausberechnung", "/demografie/05978/pyramide?jahr=2040"]
    for path in ["/demografie", "/vergleich", "/dashboards/soziales", *sorted(overview.areas), *projected]:
        for href, text in look(portal, path).figures:
            figures.setdefault(href, set()).add(text)
    assert len(figures) > 100
    return figures


@pytest.fixture(scope="module")
def answers(portal):
    """What SPARQL says: observation and value."""
    client = SPARQLWrapper(portal.sparql, returnFormat=JSON)
    client.setQuery(
        "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT ?o ?v WHERE { "
        "{ SELECT DISTINCT ?c ?m WHERE { ?c qb:structure/qb:component/qb:measure ?m } } ?o qb:dataSet ?c ; ?m ?v }"
    )
    rows = client.query().convert()["results"]["bindings"]
    return {row["o"]["value"]: row["v"]["value"] for row in rows}


@pytest.fixture(scope="module")
def rows(portal):
    """What the files of all cubes say, by observation."""
    overview = fetch(f"{portal.base}/demografie").decode()
    cubes = set(re.findall(r'href="/kubus/([^"./]+)"', overview))
    assert {"bevoelkerung-stand", "flaeche", "kennzahlen"} <= cubes
    files = (fetch(f"{portal.base}/kubus/{cube}.csv").decode() for cube in sorted(cubes))
    return {row["beobachtung"]: row for file in files for row in csv.DictReader(io.StringIO(file))}


def test_pages_files_and_sparql_agree(portal, shown, answers, rows):
    for href, texts in shown.items():
        iri = portal.base + href
        assert iri in answers, f"{iri} is not in SPARQL"
        value = float(answers[iri])
        assert float(rows[iri]["wert"]) == value, iri
        for text in texts:
            # Pages round to the decimals of the measure, half away from zero.
            decimals = len(text.split(",")[1].split("\xa0")[0].rstrip(")")) if "," in text else 0
            assert abs(german(text) - value) <= 0.5 * 10**-decimals + 1e-9, f"{iri}: {text} is not {value}"


def test_files_hold_all_that_sparql_knows(answers, rows):
    assert set(answers) == set(rows)


def test_figures_are_in_the_cells_they_name(portal, rows):
    tables = {}
    read = [row for row in rows.values() if row["tabelle"]]
    assert len(read) > 300
    for row in read:
        sha = row["tabelle"]
        if sha not in tables:
            text = fetch(f"{portal.base}/id/tabelle/{sha}").decode("utf-8-sig")
            tables[sha] = list(csv.reader(io.StringIO(text), delimiter=";"))
        cell = tables[sha][int(row["zeile"]) - 1][int(row["spalte"]) - 1]
        if row["wert"] == "" or row["status"] == "Z":
            assert cell in {"-", ".", "x", "/", "", "…"}, row
        else:
            assert float(cell.replace(",", ".")) == float(row["wert"]), row


def test_observations_tell_their_cell(portal, rows):
    read = next(row for row in rows.values() if row["tabelle"])
    graph = rdflib.Graph().parse(data=fetch(read["beobachtung"], "text/turtle"), format="turtle")
    observation = rdflib.URIRef(read["beobachtung"])
    cell = graph.value(observation, rdflib.PROV.wasDerivedFrom)
    assert str(cell) == f"{portal.base}/id/tabelle/{read['tabelle']}#cell={read['zeile']},{read['spalte']}"
    page = fetch(read["beobachtung"]).decode()
    assert read["tabelle"] in page and "<mark>" in page


def test_the_query_of_a_chart_gives_its_figures(portal, rows):
    for view in ["pyramide", "entwicklung", "altersgruppen"]:
        address = f"{portal.base}/demografie/05978/{view}"
        client = SPARQLWrapper(portal.sparql, returnFormat=JSON)
        client.setQuery(fetch(f"{address}.rq", "*/*").decode())
        found = {row["beobachtung"]["value"] for row in client.query().convert()["results"]["bindings"]}
        file = csv.DictReader(io.StringIO(fetch(f"{address}.csv", "*/*").decode()))
        chart = {row["beobachtung"] for row in file}
        assert chart and chart <= found, view
        assert found <= set(rows), view
