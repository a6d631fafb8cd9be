"""The files of statistics, read by programs of other people: each says the same, and keeps the rules of its format.

pandas reads them without options, csvw judges the description of the columns, pyjstat reads JSON-stat, pySHACL
applies the shapes of cube.link and those of the integrity constraints of RDF Data Cube. The latter two need the shapes
that lie beside the checkout."""

import io
import json
import pathlib
import re
import urllib.request
import warnings
import zipfile
from functools import cache

import csvw
import pandas
import pyarrow.parquet
import pyshacl
import pytest
import rdflib
from pyjstat import pyjstat
from rdflib.namespace import RDF, SH

QB = rdflib.Namespace("http://purl.org/linked-data/cube#")
CUBE = rdflib.Namespace("https://cube.link/")
# What stands where there is no figure.
MISSING = rdflib.Literal("", datatype=CUBE.Undefined)
# The constraints compare each observation with each other.
COMPARED = 6
# What a cube says of its own observations is checked with this many.
CHECKED = 300

# The first two phases of the normalisation algorithm of the recommendation (section 10.2): a cube may say once what
# holds for all its observations; the constraints are about what that means.
NORMALISATION = [
    """PREFIX qb: <http://purl.org/linked-data/cube#>
    INSERT { ?c qb:componentProperty ?p }
    WHERE { { ?c qb:dimension ?p } UNION { ?c qb:measure ?p } UNION { ?c qb:attribute ?p } }""",
    """PREFIX qb: <http://purl.org/linked-data/cube#>
    INSERT { ?o ?property ?value }
    WHERE {
        ?c qb:componentProperty ?property ; qb:componentAttachment qb:DataSet .
        ?set qb:structure [ qb:component ?c ] ; ?property ?value .
        ?o qb:dataSet ?set .
    }""",
]


@pytest.fixture(scope="module")
def fetch(portal):
    """The bytes of a file by its path, fetched once."""

    @cache
    def fetched(path: str) -> bytes:
        with urllib.request.urlopen(portal.base + path) as answer:
            return answer.read()

    return fetched


@pytest.fixture(scope="module")
def cubes(fetch):
    """The ids of all cubes of the demo."""
    found = sorted(set(re.findall(r'href="/kubus/([^"./]+)"', fetch("/demografie").decode())))
    assert len(found) > 5
    return found


@pytest.fixture(scope="module")
def graph(fetch):
    """A Turtle file as a graph, read once."""
    return cache(lambda path: rdflib.Graph().parse(data=fetch(path), format="turtle"))


@pytest.fixture(scope="module")
def table(fetch):
    """The CSV at a path as pandas reads it by itself."""
    return cache(lambda path: pandas.read_csv(io.BytesIO(fetch(path))))


@pytest.fixture(scope="module")
def suites(shared):
    return shared / "suites/datacube.shapes.ttl", shared / "ux/rdf/shapes"


def by_observation(frame: pandas.DataFrame) -> dict[str, float | None]:
    """The figure of each observation; None where there is none."""
    assert frame["beobachtung"].is_unique
    assert pandas.api.types.is_numeric_dtype(frame["wert"])
    values = frame["wert"].astype(float)
    return dict(zip(frame["beobachtung"], values.where(values.notna(), None).astype(object), strict=True))


def known(value) -> float | None:
    return None if value is None or value != value else float(value)


def same(found: dict, expected: dict):
    assert {key: known(value) for key, value in found.items()} == {key: known(value) for key, value in expected.items()}


def parquet(body: bytes) -> pandas.DataFrame:
    return pandas.read_parquet(io.BytesIO(body))


def test_parquet_says_what_the_csv_says(fetch, cubes, table):
    for cube in cubes:
        read, columns = table(f"/kubus/{cube}.csv"), parquet(fetch(f"/kubus/{cube}.parquet"))
        assert list(columns) == list(read), cube
        same(by_observation(columns), by_observation(read))
        for name in columns:
            if name in {"wert", "zeile", "spalte"}:
                assert pandas.api.types.is_numeric_dtype(columns[name]), f"{cube} {name}"
                continue
            # Texts stay texts: in the CSV keys and years look like numbers, in Parquet they are not.
            assert all(isinstance(cell, str) for cell in columns[name].dropna()), f"{cube} {name}"
            texts = [str(cell) for cell in read[name].dropna()]
            assert [cell.lstrip("0") for cell in columns[name].dropna()] == [text.lstrip("0") for text in texts]
        assert (columns["gebiet"].str.rsplit("/").str[-1] == columns["gebiet_schluessel"]).all(), cube
        told = pyarrow.parquet.read_schema(io.BytesIO(fetch(f"/kubus/{cube}.parquet"))).metadata
        assert told[b"title"] and told[b"unit"].decode().split("\n") == list(dict.fromkeys(read["einheit"])), cube
    keys = parquet(fetch("/kubus/flaeche.parquet"))["gebiet_schluessel"]
    assert "05978020" in set(keys)


def test_pandas_reads_the_csv_as_it_is_meant(cubes, table):
    for cube in cubes:
        read = table(f"/kubus/{cube}.csv")
        # An area keeps its zero in its IRI; no code is taken for a number, a truth value or nothing.
        assert read["gebiet"].str.rsplit("/").str[-1].str.fullmatch(r"DE|\d{2}|\d{5}|\d{8}(-.+)?").all(), cube
        for name in [*(name for name in read if f"{name}_name" in read), "status"]:
            assert all(isinstance(cell, str) for cell in read[name]), f"{cube} {name}"


def test_sdmx_csv_says_what_the_csv_says(portal, fetch, cubes, table):
    for cube in cubes:
        expected = by_observation(table(f"/kubus/{cube}.csv"))
        read = pandas.read_csv(io.BytesIO(fetch(f"/kubus/{cube}.sdmx.csv")))
        assert set(read["STRUCTURE_ID"]) == {f"DATENKREIS:{cube}(1.0)"}
        # SDMX has the bare codes, of which pandas makes numbers: so they are compared as such.
        dimensions = [str(name) for name in read][3:-3]
        found = {tuple(str(row[name]) for name in dimensions): row["OBS_VALUE"] for _, row in read.iterrows()}
        start = f"{portal.base}/id/beobachtung/{cube}/"
        keys = {key: key.removeprefix(start).split("/") for key in expected}
        as_numbers = {tuple(bare(part) for part in parts): expected[key] for key, parts in keys.items()}
        same({tuple(bare(part) for part in key): value for key, value in found.items()}, as_numbers)


def bare(code: str) -> str:
    return str(int(code)) if code.isdigit() else code


def test_json_stat_says_what_the_csv_says(portal, fetch, cubes, table):
    for cube in cubes:
        body = fetch(f"/kubus/{cube}.json").decode()
        expected = by_observation(table(f"/kubus/{cube}.csv"))
        # What there is no observation of has neither value nor status.
        plain = json.loads(body)
        assert len(set(plain["value"]) | set(plain["status"])) == len(expected), cube
        frame = pyjstat.Dataset.read(body).write("dataframe", naming="id").dropna(subset=["value"])
        dimensions = [name for name in frame if name not in {"measure", "value"}]
        iris = frame[dimensions].agg("/".join, axis=1).map(f"{portal.base}/id/beobachtung/{cube}/{{}}".format)
        found = dict(zip(iris, frame["value"], strict=True))
        same(found, {iri: value for iri, value in expected.items() if known(value) is not None})


def values_of(graph: rdflib.Graph, observations, measure) -> dict[str, float | None]:
    values = {str(observation): graph.value(observation, measure) for observation in observations}
    assert None not in values.values()
    return {key: None if value == MISSING else float(value) for key, value in values.items()}


def test_rdf_says_what_the_csv_says(cubes, graph, table):
    for cube in cubes:
        expected = by_observation(table(f"/kubus/{cube}.csv"))
        data_cube = graph(f"/kubus/{cube}.ttl")
        measure = next(data_cube.objects(None, QB.measure))
        same(values_of(data_cube, data_cube.subjects(RDF.type, QB.Observation), measure), expected)
        profile = graph(f"/kubus/{cube}.ttl?profil=cube.link")
        measure = profile.value(next(profile.subjects(RDF.type, CUBE.MeasureDimension)), SH.path)
        same(values_of(profile, profile.objects(None, CUBE.observation), measure), expected)


class Bundle:
    """A ZIP, unpacked, with the description of its table."""

    def __init__(self, body: bytes, folder: pathlib.Path):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert archive.testzip() is None
            self.names = set(archive.namelist())
            archive.extractall(folder)
        [self.description] = folder.glob("*.csv-metadata.json")
        self.table = folder / self.description.name.removesuffix("-metadata.json")

    def complaints(self) -> list[str]:
        """What csvw finds wrong with the table."""
        with warnings.catch_warnings():
            # What it finds, it tells as warnings.
            warnings.simplefilter("always")
            judged = csvw.CSVW(str(self.description), validate=True)
            try:
                is_valid = judged.is_valid
            except ValueError as error:
                return [str(error)]
        assert is_valid != bool(judged.warnings)
        return [str(warning.message) for warning in judged.warnings]


def test_csvw_is_valid(fetch, cubes, tmp_path):
    for cube in cubes:
        bundle = Bundle(fetch(f"/kubus/{cube}.zip"), tmp_path / cube)
        assert bundle.names == {"README.txt", f"{cube}.csv", f"{cube}.csv-metadata.json"}
        assert bundle.table.read_bytes() == fetch(f"/kubus/{cube}.csv")
        assert bundle.description.read_bytes() == fetch(f"/kubus/{cube}.csv-metadata.json")
        assert bundle.complaints() == [], cube


def test_csvw_finds_what_is_wrong(fetch, tmp_path):
    bundle = Bundle(fetch("/kubus/bevoelkerung-stand.zip"), tmp_path)
    head, first, second, *_ = bundle.table.read_text("utf-8").splitlines()
    columns = head.split(",")
    for column, value in [
        ("gebiet_schluessel", "5978"),
        ("geschlecht", "sex-X"),
        ("alter", "alt"),
        ("wert", "viele"),
        ("status", ""),
        ("zeile", "0"),
        ("beobachtung", second.split(",")[columns.index("beobachtung")]),
    ]:
        cells = first.split(",")
        cells[columns.index(column)] = value
        bundle.table.write_text("\r\n".join([head, ",".join(cells), second, ""]), "utf-8")
        assert bundle.complaints(), f"{column}: {value}"


def test_the_csv_leads_to_its_description(portal):
    with urllib.request.urlopen(f"{portal.base}/kubus/flaeche.csv") as answer:
        link = answer.headers["Link"]
    assert link == '<flaeche.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    with urllib.request.urlopen(f"{portal.base}/kubus/flaeche.csv-metadata.json") as answer:
        assert answer.headers["Content-Type"] == "application/csvm+json"
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert csvw.CSVW(f"{portal.base}/kubus/flaeche.csv", validate=True).is_valid


def test_files_of_charts_agree(fetch, tmp_path):
    paths = set(re.findall(r'href="(/demografie/05978/[a-z-]+)\.zip"', fetch("/demografie/05978").decode()))
    assert len(paths) > 5
    shared_tables = 0
    for path in sorted(paths):
        bundle = Bundle(fetch(f"{path}.zip"), tmp_path / path.rsplit("/", 1)[1])
        assert bundle.complaints() == [], path
        stem = bundle.table.name.removesuffix(".csv")
        ends = {"csv", "csv-metadata.json", "json", "parquet", "ttl", "svg", "rq"}
        assert bundle.names == {"LIESMICH.txt"} | {f"{stem}.{end}" for end in ends}
        assert bundle.table.read_bytes() == fetch(f"{path}.csv")
        read = pandas.read_csv(bundle.table)
        shared_tables += read["statistik"].nunique() > 1
        for columns in [pandas.read_parquet(bundle.table.with_suffix(".parquet")), parquet(fetch(f"{path}.parquet"))]:
            assert list(columns) == list(read), path
            same(by_observation(columns), by_observation(read))
    assert shared_tables, "no chart has figures of several cubes"


def conforms(data: rdflib.Graph, shapes: rdflib.Graph, **how) -> str:
    """Nothing, or what is wrong. What profiles recommend beyond their rules is a warning."""
    ok, _, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", allow_warnings=True, **how)
    return "" if ok else text


@pytest.fixture(scope="module")
def profile(suites):
    shapes = rdflib.Graph()
    files = sorted(suites[1].rglob("*.ttl"))
    assert files
    for file in files:
        shapes.parse(file)
    return shapes


def test_cube_link_conforms(cubes, graph, profile):
    for cube in cubes:
        assert not conforms(graph(f"/kubus/{cube}.ttl?profil=cube.link"), profile), cube


def test_cube_link_can_be_broken(graph, profile):
    whole = graph("/kubus/flaeche.ttl?profil=cube.link")
    for predicate in [CUBE.observationSet, CUBE.observationConstraint, SH.path, rdflib.SDO.name, CUBE.observation]:
        # The profile says schema.org with http.
        predicate = rdflib.URIRef(str(predicate).replace("https://schema.org", "http://schema.org"))
        broken = rdflib.Graph() + whole
        broken.remove((None, predicate, None))
        assert len(broken) < len(whole), predicate
        assert conforms(broken, profile), predicate


def constraint_of(graph: rdflib.Graph) -> tuple[rdflib.Graph, rdflib.Graph]:
    """The first observations of a cube, and what it says of itself as a shape of observations."""
    observations = set(graph.objects(None, CUBE.observation))
    checked = rdflib.Graph()
    for observation in sorted(observations)[:CHECKED]:
        checked += graph.triples((observation, None, None))
    shapes = rdflib.Graph()
    shapes += (triple for triple in graph if triple[0] not in observations and triple[1] != CUBE.observation)
    for constraint in graph.subjects(RDF.type, CUBE.Constraint):
        shapes.add((constraint, SH.targetClass, CUBE.Observation))
    return checked, shapes


def test_observations_keep_the_constraint_of_their_cube(cubes, graph):
    for cube in cubes:
        observations, shapes = constraint_of(graph(f"/kubus/{cube}.ttl?profil=cube.link"))
        assert not conforms(observations, shapes), cube
        observations.add((next(observations.subjects()), RDF.type, QB.Observation))
        assert conforms(observations, shapes), cube


def first_observations(portal, cube: str) -> rdflib.Graph:
    """A cube with its first observations; what they are made of stands before them."""
    lines, observations = [], 0
    with urllib.request.urlopen(f"{portal.base}/kubus/{cube}.ttl") as answer:
        for line in io.TextIOWrapper(answer, "utf-8"):
            observations += " a qb:Observation" in line
            if observations > COMPARED:
                break
            lines.append(line)
    graph = rdflib.Graph().parse(data="".join(lines), format="turtle")
    assert len(set(graph.subjects(RDF.type, QB.Observation))) == min(observations, COMPARED)
    for update in NORMALISATION:
        graph.update(update)
    return graph


def test_integrity_constraints_hold(portal, cubes, suites):
    shapes = rdflib.Graph().parse(suites[0])
    for cube in cubes:
        assert not conforms(first_observations(portal, cube), shapes, advanced=True), cube


def test_integrity_constraints_can_be_broken(portal, suites):
    shapes = rdflib.Graph().parse(suites[0])
    whole = first_observations(portal, "flaeche")
    area = rdflib.URIRef("http://purl.org/linked-data/sdmx/2009/dimension#refArea")
    for subject, predicate, message in [
        (next(whole.subjects(RDF.type, QB.Observation)), area, "has a value for each dimension"),
        (None, QB.structure, "exactly one associated qb:DataStructureDefinition"),
        (None, QB.sliceStructure, "exactly one associated qb:sliceStructure"),
    ]:
        broken = rdflib.Graph() + whole
        broken.remove((subject, predicate, None))
        assert message in conforms(broken, shapes, advanced=True), predicate
