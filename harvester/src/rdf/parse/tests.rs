use super::*;

const BASE: &str = "https://example.org/katalog/1.rdf";

/// The triples of a document, and the rules of its findings.
fn check(format: Format, text: &str, expected: &[&str], rules: &[&str]) -> Parsed {
    let parsed = parse(text, format, BASE, Lines::Dropped).unwrap();
    let mut found: Vec<String> = parsed.triples.iter().map(ToString::to_string).collect();
    found.sort();
    assert_eq!(found, expected, "{text}");
    let found: Vec<&str> = parsed.noticed.iter().map(|noticed| noticed.finding.rule.as_str()).collect();
    assert_eq!(found, rules, "{text}");
    parsed
}

fn rdf(inner: &str) -> String {
    format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">{inner}</rdf:RDF>"
    )
}

#[test]
fn one_bad_iri_costs_one_triple() {
    let one = "<http://e/a> <http://e/p> \"1\"";
    let parsed = check(
        Format::RdfXml,
        &rdf(
            "<rdf:Description rdf:about='http://e/a'>\n<e:q rdf:resource='http://'/><e:p>1</e:p></rdf:Description>",
        ),
        &[one],
        &["iri-invalid"],
    );
    assert_eq!(parsed.noticed[0].finding.property, "http://e/q (line 2)");
    assert!(parsed.damaged.is_none());
    check(
        Format::Turtle,
        "<http://e/a> <http://e/q> <http://> ; <http://e/p> \"1\" .",
        &[one],
        &["iri-invalid"],
    );
    check(
        Format::NTriples,
        "<http://e/a> <http://e/q> <http://> .\n<http://e/a> <http://e/p> \"1\" .",
        &[one],
        &["iri-invalid"],
    );
    let json = r#"{"@id": "http://e/a", "http://e/p": "1", "http://e/q": {"@id": "http://"}}"#;
    check(Format::JsonLd, json, &[one], &["iri-invalid"]);
}

#[test]
fn a_subject_beyond_repair_keeps_its_statements() {
    let text = "<http://e/a> <http://e/q> <http://> . <http://> <http://e/p> \"1\" ; <http://e/r> \"2\" .";
    let expected = ["<http://e/a> <http://e/q> _:n0", "_:n0 <http://e/p> \"1\"", "_:n0 <http://e/r> \"2\""];
    check(Format::Turtle, text, &expected, &["iri-invalid"]);
}

#[test]
fn iris_are_mended_and_resolved() {
    check(
        Format::RdfXml,
        &rdf(
            "<rdf:Description rdf:about='a'><e:p rdf:resource='tel:+49 40 42'/><e:p rdf:resource=' http://e/b '/></rdf:Description>",
        ),
        &[
            "<https://example.org/katalog/a> <http://e/p> <http://e/b>",
            "<https://example.org/katalog/a> <http://e/p> <tel:+49-40-42>",
        ],
        &["iri-repaired", "iri-repaired"],
    );
}

#[test]
fn languages_are_mended() {
    check(
        Format::RdfXml,
        &rdf(
            "<rdf:Description rdf:about='http://e/a'><e:p xml:lang=''>1</e:p><e:p xml:lang='de_DE'>2</e:p><e:p xml:lang='not a tag'>3</e:p></rdf:Description>",
        ),
        &[
            "<http://e/a> <http://e/p> \"1\"",
            "<http://e/a> <http://e/p> \"2\"@de-de",
            "<http://e/a> <http://e/p> \"3\"",
        ],
        &["document-mended", "literal-invalid"],
    );
    let one = "<http://e/a> <http://e/p> \"1\"@de-de";
    let two = "<http://e/b> <http://e/p> \"2\"@de-de";
    for (format, text) in [
        (Format::Turtle, "<http://e/a> <http://e/p> \"1\"@de_DE .\n<http://e/b> <http://e/p> '2'@de_DE ."),
        (
            Format::NTriples,
            "<http://e/a> <http://e/p> \"1\"@de_DE .\n<http://e/b> <http://e/p> \"2\"@de_DE .",
        ),
        (
            Format::JsonLd,
            r#"[{"@id": "http://e/a", "http://e/p": {"@value": "1", "@language": "de_DE"}},
            {"@id": "http://e/b", "http://e/p": {"@value": "2", "@language": "de_DE"}}]"#,
        ),
    ] {
        let parsed = check(format, text, &[one, two], &["document-mended"]);
        assert!(parsed.damaged.is_none() && parsed.noticed[0].about.is_none(), "{parsed:?}");
    }
}

#[test]
fn a_namespace_with_another_scheme_is_the_same() {
    let class =
        "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset>";
    let theme = "<http://e/a> <http://www.w3.org/ns/dcat#keyword> \"1\"";
    let title = "<http://e/a> <http://purl.org/dc/terms/title> \"2\"";
    check(
        Format::Turtle,
        "@prefix dcat: <https://www.w3.org/ns/dcat#> . @prefix dc: <http://purl.org/dc/elements/1.1/> .
         <http://e/a> a dcat:Dataset ; dcat:keyword \"1\" ; dc:title \"2\" .",
        &[title, class, theme],
        &[],
    );
    check(
        Format::RdfXml,
        "<rdf:RDF xmlns:rdf='https://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dcat='https://www.w3.org/ns/dcat#'>\
         <dcat:Dataset rdf:about='http://e/a'><dcat:keyword>1</dcat:keyword></dcat:Dataset></rdf:RDF>",
        &[class, theme],
        &["document-mended"],
    );
}

#[test]
fn undeclared_prefixes_cost_their_triples_only() {
    let one = "<http://e/a> <http://purl.org/dc/terms/title> \"1\"";
    let turtle = "<http://e/a> foo:x 2 ; dct:title \"1\" ; foo:y bar:z .";
    let rules = [
        "document-damaged",
        "document-mended",
        "document-damaged",
        "iri-invalid",
        "iri-invalid",
        "iri-invalid",
    ];
    assert!(check(Format::Turtle, turtle, &[one], &rules).damaged.is_none());
    let xml = rdf(
        "<rdf:Description rdf:about='http://e/a'><foo:x>2</foo:x><dct:title>1</dct:title></rdf:Description>",
    );
    check(Format::RdfXml, &xml, &[one], &["document-damaged", "document-mended", "iri-invalid"]);
}

#[test]
fn a_broken_statement_does_not_end_the_document() {
    let two = "<http://e/b> <http://e/p> \"2\"";
    let text = "<http://e/a> <http://e/p> ; ; \"1\" .\n<http://e/b> <http://e/p> \"2\" .";
    assert!(check(Format::Turtle, text, &[two], &["document-damaged"]).damaged.is_some());
    let text = "nonsense\n<http://e/b> <http://e/p> \"2\" .\n";
    assert!(check(Format::NTriples, text, &[two], &["document-damaged"]).damaged.is_none());
    let text = "Stand: 22.02.2024 16:12\n\n@prefix e: <http://e/> .\ne:b e:p \"2\" .";
    check(Format::Turtle, text, &[two], &["document-damaged"]);
    let text = rdf("<rdf:Description rdf:about='http://e/b'>stray<e:p>2</e:p></rdf:Description>");
    assert!(check(Format::RdfXml, &text, &[two], &["document-damaged"]).damaged.is_none());
    let text = rdf(
        "<e:T rdf:nodeID='1 2'><e:p>1</e:p></e:T><rdf:Description rdf:about='http://e/b'><e:p>2</e:p></rdf:Description>",
    );
    assert!(check(Format::RdfXml, &text, &[two], &["document-damaged"]).damaged.is_some());
    let text = rdf("<e:T rdf:about='http://e/c'><e:p rdf:nodeID='1 2'/></e:T>");
    let parsed = parse(&text, Format::RdfXml, BASE, Lines::Dropped).unwrap();
    assert_eq!(parsed.suspects, [NamedOrBlankNode::from(NamedNode::new_unchecked("http://e/c"))]);
}

#[test]
fn what_came_before_the_damage_is_kept() {
    let one = "<http://e/b> <http://e/p> \"2\"";
    let whole =
        rdf("<rdf:Description rdf:about='http://e/b'><e:p>2</e:p></rdf:Description><rdf:Description>");
    for cut in [whole.len(), whole.len() - 10, whole.len() - 12] {
        assert!(
            check(Format::RdfXml, &whole[..cut], &[one], &["document-damaged"]).damaged.is_some(),
            "{cut}"
        );
    }
    for text in [
        "<http://e/b> <http://e/p> \"2\" .\n<http://e/c> <http://e",
        "<http://e/b> <http://e/p> \"2\" .\n<http://e/c> <http://e/d> ",
    ] {
        assert!(check(Format::Turtle, text, &[one], &["document-damaged"]).damaged.is_some());
        assert!(check(Format::NTriples, text, &[one], &["document-damaged"]).damaged.is_some());
    }
    let parsed =
        parse("[{\"@id\": \"http://e/a\", \"http://e/p\": \"1\"}", Format::JsonLd, BASE, Lines::Dropped)
            .unwrap();
    assert!(parsed.damaged.is_some());
}

#[test]
fn every_dataset_is_read_or_named_as_lost() {
    let dcat = "http://www.w3.org/ns/dcat#";
    let turtle = format!(
        "@prefix e: <http://e/> .\n@prefix dcat: <{dcat}> .\ne:a a dcat:Dataset ; e:p \"1\" .\n\
         e:b a dcat:Dataset ;\n  e:p \"open .\ne:c a dcat:Dataset ;\n  e:p \"2\" .\n\
         e:d e:p \"long\" ;\n  a dcat:Dataset .\ne:f a dcat:Dataset ; e:p \"3\" .\n"
    );
    let dataset =
        |id: &str, inner: &str| format!("<dcat:Dataset rdf:about='http://e/{id}'>{inner}</dcat:Dataset>");
    let xml = format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\" xmlns:dcat=\"{dcat}\">{}{}{}{}",
        dataset("a", "<e:p>1</e:p>"),
        dataset("b", "<e:p>1</e:q>"),
        dataset("c", "<e:p>2</e:p>"),
        dataset("d", "<e:p>2</e:p>") + &dataset("f", "")
    );
    for (format, text) in [(Format::Turtle, turtle), (Format::RdfXml, xml)] {
        let parsed = parse(&text, format, BASE, Lines::Dropped).unwrap();
        assert!(parsed.damaged.is_some());
        for id in ["a", "b", "c", "d", "f"] {
            let iri = NamedNode::new_unchecked(format!("http://e/{id}"));
            let is_read = parsed.triples.iter().any(|triple| triple.subject == iri.clone().into());
            assert_ne!(is_read, parsed.lost.contains(&iri), "{id}: {parsed:?}");
        }
        let is_suspect =
            |id: &str| parsed.suspects.iter().any(|node| node.to_string() == format!("<http://e/{id}>"));
        assert!(is_suspect("b") && !is_suspect("a"), "{parsed:?}");
    }
}

#[test]
fn every_cut_is_noticed() {
    let xml = rdf(
        "<rdf:Description rdf:about='http://e/ä'><e:p xml:lang='de'>&#228; &amp; </e:p></rdf:Description>",
    );
    let json = "{\"@id\": \"http://e/a\", \"http://e/p\": [\"ä\", {\"@id\": \"http://e/b\"}]}";
    for (format, text) in [(Format::RdfXml, xml.as_str()), (Format::JsonLd, json)] {
        for cut in (1..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            assert!(
                parse(&text[..cut], format, BASE, Lines::Dropped).unwrap().damaged.is_some(),
                "{}",
                &text[..cut]
            );
        }
    }
}

#[test]
fn contexts_are_never_fetched() {
    let named = r#"{"@context": "http://169.254.169.254/x", "@id": "http://e/a", "@type": "Dataset", "http://www.w3.org/ns/dcat#keyword": "1", "title": "x"}"#;
    let parsed = parse(named, Format::JsonLd, BASE, Lines::Dropped).unwrap();
    assert!(parsed.triples.iter().any(|triple| triple.object.to_string() == "\"1\""), "{parsed:?}");
    assert!(parsed.damaged.is_some());
    // What is left without the context is no catalogue; the context is to blame, not the source.
    let short = named.replace("http://www.w3.org/ns/dcat#keyword", "keyword");
    let parsed = parse(&short, Format::JsonLd, BASE, Lines::Dropped).unwrap();
    assert!(parsed.triples.is_empty(), "{parsed:?}");
    let reason = parsed.damaged.unwrap();
    assert!(reason.contains("der Kontext unter http://169.254.169.254/x wird nicht geladen"), "{reason}");
    let text = r#"{"@context": {"p": "http://e/p"}, "@id": "http://e/a", "p": "1"}"#;
    check(Format::JsonLd, text, &["<http://e/a> <http://e/p> \"1\""], &[]);
}

#[test]
fn graph_names_are_dropped() {
    check(
        Format::TriG,
        "<urn:g> { <http://e/a> <http://e/p> 1 }",
        &["<http://e/a> <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>"],
        &[],
    );
    check(
        Format::NQuads,
        "<http://e/a> <http://e/p> \"1\" <urn:g> .",
        &["<http://e/a> <http://e/p> \"1\""],
        &[],
    );
}

/// Lines at which the triples of a document were read, in the order of the parser.
fn check_lines(format: Format, text: &str, expected: &[u32]) {
    let parsed = parse(text, format, BASE, Lines::Kept).unwrap();
    assert_eq!(parsed.lines, expected, "{text}\n{:?}", parsed.triples);
    assert_eq!(parsed.triples, parse(text, format, BASE, Lines::Dropped).unwrap().triples, "{text}");
}

#[test]
fn triples_know_their_lines() {
    let turtle = "@prefix e: <http://e/> .\n# a remark\ne:a\n  e:p \"1\" ;\n\n  e:q e:b ,\n      \"\"\"two\nlines\"\"\"@de .\ne:c e:p 1 . e:c e:p 2 .\n";
    check_lines(Format::Turtle, turtle, &[4, 6, 8, 9, 9]);
    check_lines(
        Format::NTriples,
        "<http://e/a> <http://e/p> \"1\" .\n\n<http://e/a> <http://e/p> \"2\" .",
        &[1, 3],
    );
    let xml = rdf(
        "\n<rdf:Description rdf:about='http://e/a'>\n <e:p>1</e:p>\n <e:q\n  rdf:resource='http://e/b'/>\n <e:p>two\nlines</e:p></rdf:Description>\n",
    );
    check_lines(Format::RdfXml, &xml, &[3, 5, 7]);
    let mended =
        rdf("\n<rdf:Description rdf:about='http://e/a'>\n <dct:p>a & b</dct:p>\n <e:q/></rdf:Description>");
    check_lines(Format::RdfXml, &mended, &[3, 4]);
}

#[test]
fn lines_of_long_texts_cost_little() {
    let text = format!(
        "<http://e/a> <http://e/p> \"\"\"{}\"\"\" .\n<http://e/a> <http://e/p> 1 .\n",
        "x\n".repeat(200_000)
    );
    let begun = std::time::Instant::now();
    let parsed = parse(&text, Format::Turtle, BASE, Lines::Kept).unwrap();
    assert_eq!(parsed.triples.len(), 2);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
