"""`datenkreis check` finds what pySHACL finds with the official shapes, apart from the listed deviations.

Both judge the same triples: files as `datenkreis check --format triples` understood them. pySHACL takes
seconds for a page of a real catalogue, so that only files up to SIZE are compared here; and it prepares the
shapes anew for each graph, so that BUNDLE of them are judged together. DATENKREIS_SHAPES_ALL=1 compares all
files, each alone.
"""

import json
import os
import pathlib
import re
import subprocess
from collections import Counter

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, SKOS, XSD

TABLES = pathlib.Path(__file__).parents[2] / "vocab/data/shapes"
SIZE = 10_000
BUNDLE = 10
SUFFIXES = {".ttl", ".rdf", ".xml", ".jsonld"}
rdflib.NORMALIZE_LITERALS = False
FOLDERS = [
    "corpora/dcat",
    "standards/dcat-ap-de/testcases",
    "standards/dcat-ap-de/examples",
    "standards/dcat-ap-de/own-tests",
]
DE_2 = [
    "dcat-ap-de-2.0/dcat-ap_2.1.1_shacl_shapes.ttl",
    "dcat-ap-de-2.0/dcat-ap-spec-german-messages.ttl",
    "dcat-ap-de-2.0/dcat-ap-spec-german-additions.ttl",
    "dcat-ap-de-2.0/dcat-ap-de-deprecated.ttl",
]
# The files of GovData's validator for each profile.
PROFILES = {
    "3.0": [
        "dcat-ap-3.0.0/dcat-ap-SHACL.ttl",
        "dcat-ap-de-3.0/dcat-ap-SHACL-DE.ttl",
        "dcat-ap-de-3.0/dcat-ap-de-deprecated.ttl",
        "dcat-ap-de-3.0/dcat-ap-spec-german-additions.ttl",
        "dcat-ap-de-3.0/dcat-ap-de-controlledvocabularies.ttl",
    ],
    "2.0": DE_2,
    "2.0-konventionen": [*DE_2, "dcat-ap-de-2.0/dcat-ap-konventionen.ttl"],
    "dcat-ap": ["dcat-ap-3.0.0/dcat-ap-SHACL.ttl"],
    "hvd": ["hvd-3.0.0/hvd-SHACL-full.ttl"],
    "govdata-dashboard": ["govdata-dashboard/db-shapes.ttl"],
}
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DCATAP = rdflib.Namespace("http://data.europa.eu/r5r/")


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def namespaces() -> dict[str, str]:
    source = (TABLES.parents[1] / "src/ns/mod.rs").read_text(encoding="utf-8")
    return dict(re.findall(r'\("(\w+)", "(http[^"]+)"\)', source))


NAMESPACES = namespaces()


def expand(path: str) -> str:
    """A path of ours with whole IRIs."""
    name = re.compile(r"(?<![<\w])([a-z]+):([A-Za-z]\w*)")
    return name.sub(lambda found: f"<{NAMESPACES[found[1]]}{found[2]}>", path)


def written(shapes: rdflib.Graph, path) -> str:
    """A path of the official shapes in our notation, with whole IRIs."""
    if path is None:
        return ""
    if isinstance(path, rdflib.URIRef):
        return f"<{path}>"
    for predicate, value in shapes.predicate_objects(path):
        if predicate == SH.inversePath:
            return "^" + written(shapes, value)
        if predicate == SH.alternativePath:
            return "|".join(written(shapes, part) for part in shapes.items(value))
    return "/".join(written(shapes, part) for part in shapes.items(path))


class Judge:
    """pySHACL with the official shapes and what they need to know."""

    def __init__(self, shared: pathlib.Path):
        self.folder = shared / "standards/validator"
        self.shapes = {}
        self.known = rdflib.Graph()
        for path in sorted((self.folder / "vocab").iterdir()):
            self.known.parse(path)
        # Some copies are shortened: what stands in a list is a concept with a label. And the ontology of
        # SPDX is not among them.
        for concept in set(self.known.subjects(SKOS.inScheme)):
            self.known.add((concept, RDF.type, SKOS.Concept))
        for algorithm in rows("../hash_algorithm.tsv"):
            node = SPDX[f"checksumAlgorithm_{algorithm[0]}"]
            self.known.add((node, RDF.type, SPDX.ChecksumAlgorithm))
        for concept, scheme in rows("concepts.tsv"):
            self.known.add((rdflib.URIRef(concept), SKOS.inScheme, rdflib.URIRef(scheme)))
            self.known.add((rdflib.URIRef(concept), RDF.type, SKOS.Concept))
        keys = shared / "standards/dcat-ap-de/vocab/dcat-ap-de/political-geocoding-keys.tsv"
        for line in keys.read_text(encoding="utf-8").splitlines()[1:]:
            node = rdflib.URIRef(line.split("\t")[2])
            self.known.add((node, SKOS.inScheme, rdflib.URIRef(str(node).rsplit("/", 1)[0])))
            self.known.add((node, RDF.type, SKOS.Concept))
        # The lists of these keys are not at hand; here ours is believed.
        kinds = {3: "governmentDistrictKey", 8: "municipalityKey", 9: "municipalAssociationKey"}
        for key, *_ in rows("../political_geocoding.tsv"):
            for short in {key, key[:5] + key[9:] if len(key) == 12 else key}:
                if kind := kinds.get(len(short)):
                    scheme = f"http://dcat-ap.de/def/politicalGeocoding/{kind}"
                    self.known.add((rdflib.URIRef(f"{scheme}/{short}"), SKOS.inScheme, rdflib.URIRef(scheme)))
        for concept in set(self.known.subjects(SKOS.inScheme)):
            self.known.add((concept, SKOS.prefLabel, rdflib.Literal("label")))
        self.subclasses = list(self.known.triples((None, RDFS.subClassOf, None)))

    def rules(self, profile: str) -> rdflib.Graph:
        if profile not in self.shapes:
            shapes = self.shapes[profile] = rdflib.Graph()
            for name in PROFILES[profile]:
                shapes.parse(self.folder / "shapes" / name)
        return self.shapes[profile]

    def background(self, data: rdflib.Graph) -> rdflib.Graph:
        known = rdflib.Graph()
        for triple in self.subclasses:
            known.add(triple)
        for value in set(data.objects()):
            for predicate in (RDF.type, SKOS.inScheme, SKOS.prefLabel, rdflib.URIRef("http://govdata.de/mqa/#isOpenLicense")):
                known += self.known.triples((value, predicate, None))
        return known

    def results(self, profile: str, data: rdflib.Graph) -> list[dict]:
        shapes = self.rules(profile)
        _, report, _ = pyshacl.validate(data + self.background(data), shacl_graph=shapes, inference="none")
        found = []
        # Not the results inside of sh:detail.
        for result in report.objects(None, SH.result):
            severity = str(report.value(result, SH.resultSeverity))
            component = str(report.value(result, SH.sourceConstraintComponent)).rsplit("#", 1)[1]
            shape = report.value(result, SH.sourceShape)
            path = report.value(result, SH.resultPath)
            value = report.value(result, SH.value)
            found.append(
                {
                    "severity": severity.rsplit("#", 1)[1] if "/shacl#" in severity else "Violation",
                    "component": component,
                    "node": report.value(result, SH.focusNode),
                    "focus": term(report.value(result, SH.focusNode)),
                    "path": written(report if (path, None, None) in report else shapes, path),
                    "value": None if component in UNVALUED else term(value),
                    "official": official(shapes, shape),
                }
            )
        return found


# Results about the values as a set; pySHACL gives some of them a value all the same.
UNVALUED = {
    f"{name}ConstraintComponent"
    for name in ("MinCount", "MaxCount", "HasValue", "QualifiedMinCount", "QualifiedMaxCount")
}


def official(shapes: rdflib.Graph, shape) -> str:
    """The id by which our tables name an official shape: its own, or that of the shape it is part of."""
    while isinstance(shape, rdflib.BNode):
        above = next(shapes.subjects(None, shape), None)
        if above is None:
            return ""
        shape = above
    text = str(shape)
    return text.rsplit("#", 1)[1] if "#" in text else text.rsplit("/", 1)[1]


def term(node) -> str | None:
    """A term as both sides write it; labels of blank nodes say nothing."""
    if node is None:
        return None
    if isinstance(node, rdflib.BNode):
        return "_:"
    return f"<{node}>" if isinstance(node, rdflib.URIRef) else str(node)


def run(binary: pathlib.Path, profile: str, file: pathlib.Path, form: str) -> str:
    command = [binary, "check", file, "--profile", profile, "--format", form]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.stdout


def ours(binary: pathlib.Path, profile: str, file: pathlib.Path) -> list[dict]:
    *results, whole = [json.loads(line) for line in run(binary, profile, file, "json").splitlines()]
    assert "evaluation_milliseconds" in whole
    for result in results:
        result["path"] = expand(result["path"])
        for part in ("focus", "value"):
            result[part] = plain(result[part])
    return results


def plain(text: str | None) -> str | None:
    """N-Triples to what `term` gives."""
    if text is None or text.startswith("<"):
        return text
    if text.startswith("_:"):
        return "_:"
    return json.loads(text[: text.rindex('"') + 1], strict=False)


def key(result: dict) -> tuple:
    return tuple(result[part] for part in ("component", "severity", "focus", "path", "value"))


def excused(result: dict, profile: str, side: str, claimed: set) -> bool:
    """Whether a deviation gives the reason why only one side has a result."""
    for name, profiles, shapes, rules, _ in rows("deviations.tsv"):
        # Other mistakes about file types are no matter of the edition.
        if name == "file-type-edition" and result["focus"] not in FILE_TYPES:
            continue
        if profile in profiles.split(" "):
            names = (rules if side == "ours" else shapes).split(" ")
            if result["rule" if side == "ours" else "official"] in names:
                return True
            if "*" in names and result["node"] not in claimed:
                return True
    return False


FILE_TYPES = {
    f"<http://publications.europa.eu/resource/authority/file-type/{entry[0]}>" for entry in rows("../file_type.tsv")
}


def high_value(data: rdflib.Graph) -> set:
    """What claims to be high-value data and what belongs to it; the deviation `hvd-claim` is about the rest."""
    regulation = rdflib.URIRef("http://data.europa.eu/eli/reg_impl/2023/138/oj")
    found = list(data.subjects(DCATAP.hvdCategory)) + list(data.subjects(DCATAP.applicableLegislation, regulation))
    claimed, wholes = set(), set()
    while found:
        node = found.pop()
        if node in claimed:
            continue
        claimed.add(node)
        for part in (DCAT.distribution, DCAT.accessService, DCAT.contactPoint, DCTERMS.license, DCTERMS.rights):
            found += data.objects(node, part)
        for whole in (DCAT.servesDataset, DCAT.dataset, DCAT.service, FOAF.primaryTopic):
            wholes |= set(data.subjects(whole, node))
    return claimed | wholes


def compare(judge: Judge, binary: pathlib.Path, profile: str, file: pathlib.Path, data: rdflib.Graph):
    """How many results pySHACL has, and what only one side has without a reason."""
    official_results = judge.results(profile, data)
    our_results = ours(binary, profile, file)
    claimed = high_value(data)
    difference = []
    left, right = Counter(map(key, official_results)), Counter(map(key, our_results))
    for side, results, other in (("official", official_results, right), ("ours", our_results, left)):
        rest = Counter(other)
        # Blank nodes look alike: a result that is excused must not use up what answers one that is not.
        with_excuse = [(excused(result, profile, side, claimed), result) for result in results]
        for excuse, result in sorted(with_excuse, key=lambda pair: pair[0]):
            if rest[key(result)]:
                rest[key(result)] -= 1
            elif not excuse:
                difference.append((side, *key(result), result["official"]))
    return len(official_results), difference


def understood(binary: pathlib.Path, file: pathlib.Path) -> rdflib.Graph | None:
    """The triples of a file; none if it is no RDF."""
    try:
        data = rdflib.Graph().parse(data=run(binary, "3.0", file, "triples"), format="nt")
    except AssertionError:
        return None
    # rdflib takes a time without seconds for a right xsd:dateTime; XML Schema does not.
    for value in data.objects():
        if isinstance(value, rdflib.Literal) and value.datatype == XSD.dateTime:
            value._ill_typed = value.ill_typed or not re.search(r"T\d\d:\d\d:\d\d", value)
    return data


def files(shared: pathlib.Path, size: int) -> list[pathlib.Path]:
    """The files of RDF up to a size, each content once."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((shared / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.stat().st_size <= size:
                found.setdefault(path.read_bytes(), path)
    return list(found.values())


@pytest.fixture(scope="session")
def official_judge(shared):
    return Judge(shared)


@pytest.fixture(scope="session")
def graphs(binary, shared, tmp_path_factory):
    """Files of N-Triples and their graphs."""
    everything = bool(os.environ.get("DATENKREIS_SHAPES_ALL"))
    found = files(shared, 1 << 30 if everything else SIZE)
    read = [data for data in (understood(binary, file) for file in found) if data is not None]
    folder = tmp_path_factory.mktemp("shapes")
    step = 1 if everything else BUNDLE
    bundles = []
    for start in range(0, len(read), step):
        data = rdflib.Graph()
        for part in read[start : start + step]:
            data += part
        file = folder / f"{start}.nt"
        data.serialize(file, format="nt", encoding="utf-8")
        bundles.append((file, data))
    return bundles


@pytest.mark.parametrize("profile", PROFILES)
def test_agreement(official_judge, binary, graphs, profile):
    results, difference = 0, []
    for file, data in graphs:
        found, differs = compare(official_judge, binary, profile, file, data)
        results += found
        difference += differs
    print(f"{profile}: {len(graphs)} graphs, {results} results, {len(difference)} different without a reason")
    assert not difference, difference[:20]
    assert results > 100


@pytest.mark.parametrize("profile", ["3.0", "2.0", "2.0-konventionen"])
def test_entries_added_to_the_list_of_file_types(official_judge, binary, tmp_path, profile):
    """Their deviation excuses them, and no other value."""
    data = rdflib.Graph()
    for number, name in enumerate(["GPX", "PARQUET", "WMTS_SRVC", "CSV", "KEINES"]):
        node = rdflib.URIRef(f"https://a.example/{number}")
        data.add((node, RDF.type, DCAT.Distribution))
        data.add((node, DCAT.accessURL, rdflib.URIRef(f"https://a.example/file/{number}")))
        data.add((node, DCTERMS["format"], rdflib.URIRef(f"http://publications.europa.eu/resource/authority/file-type/{name}")))
    file = tmp_path / "formats.nt"
    data.serialize(file, format="nt", encoding="utf-8")
    _, difference = compare(official_judge, binary, profile, file, data)
    assert not difference, difference
    theirs = {r["focus"] for r in official_judge.results(profile, data) if "format" in r["official"]}
    ours_too = {r["focus"] for r in ours(binary, profile, file) if "format-list" in r["rule"]}
    assert len(theirs) == 4 and len(ours_too) == 1, (theirs, ours_too)
