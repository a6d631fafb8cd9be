use crate::language::Language;

/// The texts in `language`.
pub fn of(language: Language) -> &'static Texts {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

texts! {
    Texts:

    // The frame of every page
    tag: "de" / "en";
    other_tag: "en" / "de";
    other_language: "English" / "Deutsch";
    skip_links: "Sprungmarken" / "Skip links";
    skip_to_content: "Zum Inhalt" / "Skip to content";
    main_navigation: "Hauptnavigation" / "Main navigation";
    language_navigation: "Sprache" / "Language";
    breadcrumb: "Sie sind hier" / "You are here";
    home: "Startseite" / "Home";
    nav_search: "Daten suchen" / "Find data";
    nav_demography: "Demografie" / "Demography";
    nav_status: "Herkunft und Stand" / "Sources and status";
    nav_quality: "Qualität" / "Quality";
    nav_quality_long: "Qualität der Metadaten im Überblick" / "Quality of the metadata at a glance";
    nav_sparql: "SPARQL" / "SPARQL";
    nav_about: "Über das Portal" / "About";
    footer_portal: "Portal" / "Portal";
    footer_legal: "Rechtliches" / "Legal";
    footer_contact: "Kontakt" / "Contact";
    footer_sparql: "SPARQL-Abfragen" / "SPARQL queries";
    footer_check: "Metadaten prüfen" / "Check metadata";
    footer_catalogue: "Ganzer Katalog als DCAT-AP.de" / "Whole catalogue as DCAT-AP.de";
    footer_feedback: "Rückmeldung zu dieser Seite" / "Feedback on this page";
    imprint: "Impressum" / "Imprint";
    privacy: "Datenschutz" / "Privacy";
    accessibility: "Barrierefreiheit" / "Accessibility";
    feedback_subject: "Rückmeldung zum Datenportal" / "Feedback on the data portal";
    unknown: "nicht bekannt" / "not known";

    // Search form
    search_label: "Was suchen Sie?" / "What are you looking for?";
    search_button: "Suchen" / "Search";
    search_hint: "Alle Wörter müssen vorkommen. Anführungszeichen halten Wörter zusammen, ein Minus direkt vor einem Wort schließt es aus." / "All words must occur. Quotation marks keep words together, a minus directly before a word excludes it. Most records are in German.";

    // Start page
    home_figure_datasets: "Datensätze" / "datasets";
    home_figure_municipalities: "Kommunen mit Daten" / "municipalities with data";
    home_figure_sources: "Quellen" / "sources";
    home_figure_updated: "Zuletzt abgeglichen" / "Last harvested";
    home_municipalities: "Kommunen" / "Municipalities";
    home_municipalities_none: "Noch ohne Daten:" / "No data yet:";
    home_municipalities_lead: "Wählen Sie einen Ort: Sie sehen die Datensätze, für die er angegeben ist. Bei einem Kreis sind das die über den ganzen Kreis; die über einzelne Städte und Gemeinden stehen bei diesen." / "Choose a place to see the datasets that name it as the place they are about. For a district these are the ones about the whole district; those about a single municipality are found there.";
    home_themes: "Themen" / "Themes";
    home_newest: "Neu im Katalog" / "New in the catalogue";
    home_all: "Alle Datensätze ansehen" / "See all datasets";
    home_empty: "Noch sind keine Datensätze da. Der erste Abgleich mit den Quellen läuft oder steht bevor." / "There are no datasets yet. The first harvest is running or about to start.";
    home_what: "Was sind offene Daten?" / "What is open data?";
    home_what_text: "Offene Daten sind Zahlen, Listen und Karten, die Städte, Gemeinden und Kreise ohnehin führen und für alle bereitstellen. Sie dürfen sie ansehen, herunterladen und weiterverwenden – privat, in der Schule, in der Redaktion oder im Betrieb. Das kostet nichts und braucht keine Anmeldung. Die Lizenz an jeder Datei sagt, ob Sie die Quelle nennen müssen. Personenbezogene Daten gehören nicht dazu." / "Open data are figures, lists and maps that towns, municipalities and districts keep anyway and make available to everybody. You may look at them, download them and use them – in private, at school, in the newsroom or in business. It costs nothing and needs no account. The licence of each file says whether you must name the source. Personal data are not part of it.";
    home_developers: "Für Entwicklerinnen und Entwickler" / "For developers";
    home_developers_text: "Alles hier gibt es auch maschinenlesbar, ohne Schlüssel und ohne Anmeldung:" / "Everything here is machine-readable too, without key or account:";
    home_developers_catalogue: "der ganze Katalog als DCAT-AP.de, seitenweise" / "the whole catalogue as DCAT-AP.de, page by page";
    home_developers_sparql: "Abfragen über alle Datensätze mit SPARQL 1.1" / "queries over all datasets with SPARQL 1.1";
    home_developers_dataset: "jeder Datensatz auch als Turtle, RDF/XML, JSON-LD und N-Triples – hängen Sie .ttl, .rdf, .jsonld oder .nt an seine Adresse" / "each dataset also as Turtle, RDF/XML, JSON-LD and N-Triples – append .ttl, .rdf, .jsonld or .nt to its address";

    // Search page
    search_title: "Daten suchen" / "Find data";
    skip_to_results: "Zu den Ergebnissen" / "Skip to the results";
    filters: "Ergebnisse eingrenzen" / "Narrow the results";
    active_filters: "Gewählte Filter" / "Chosen filters";
    remove_filter: "Filter entfernen:" / "Remove filter:";
    remove_all_filters: "Alle Filter entfernen" / "Remove all filters";
    facet_municipality: "Kommune" / "Municipality";
    facet_theme: "Thema" / "Theme";
    facet_format: "Format" / "Format";
    facet_license: "Lizenz" / "Licence";
    facet_source: "Quelle" / "Source";
    sort_label: "Sortieren nach" / "Sort by";
    sort_button: "Sortieren" / "Sort";
    sort_relevance: "Treffgenauigkeit" / "Relevance";
    sort_modified: "Stand der Daten (neueste zuerst)" / "Date of the data (newest first)";
    sort_harvested: "Neu im Katalog" / "New in the catalogue";
    sort_title: "Titel (A–Z)" / "Title (A–Z)";
    pagination: "Seiten der Ergebnisliste" / "Pages of results";
    page_previous: "Zurück" / "Previous";
    page_next: "Weiter" / "Next";
    zero_title: "Nichts gefunden – das hilft oft" / "Nothing found – this often helps";
    zero_spelling: "Prüfen Sie die Schreibweise." / "Check the spelling.";
    zero_fewer: "Nehmen Sie weniger oder allgemeinere Wörter." / "Use fewer or more general words. Most records are in German.";
    zero_filters: "Entfernen Sie Filter." / "Remove filters.";
    zero_ask: "Fehlen Ihnen Daten? Schreiben Sie uns:" / "Do you miss data? Write to us:";
    result_publisher: "Herausgeber:" / "Publisher:";
    result_modified: "Stand:" / "As of:";
    result_places: "Ort:" / "Place:";
    result_untitled: "Ohne Titel" / "Untitled";

    // Dataset page
    dataset_series: "Datensatzreihe" / "Dataset series";
    distributions: "Daten und Dienste" / "Data and services";
    skip_to_distributions: "Zu den Daten" / "Skip to the data";
    no_distributions: "Der Herausgeber hat zu diesem Datensatz keine Datei und keinen Dienst hinterlegt." / "The publisher has provided no file or service for this dataset.";
    distribution_untitled: "Datei" / "File";
    not_linked: "Adresse (nicht verlinkt, da keine Webadresse):" / "Address (not a link, because it is not a web address):";
    license: "Lizenz" / "Licence";
    license_unclear: "Die Lizenz ist nicht angegeben. Fragen Sie den Herausgeber, bevor Sie die Daten verwenden." / "No licence is stated. Ask the publisher before you use the data.";
    license_as_found: "Angabe der Quelle:" / "As stated by the source:";
    attribution: "Bitte so nennen:" / "Please credit as:";
    size: "Größe" / "Size";
    format: "Format" / "Format";
    media_type: "Medientyp" / "Media type";
    compress_format: "Komprimierung" / "Compression";
    package_format: "Paketformat" / "Package format";
    status: "Status" / "Status";
    availability: "Verfügbarkeit" / "Availability";
    rights: "Nutzungsrechte" / "Rights";
    checksum: "Prüfsumme" / "Checksum";
    conforms_to: "Entspricht" / "Conforms to";
    documentation: "Dokumentation" / "Documentation";
    legislation: "Rechtsvorschrift" / "Legislation";
    services: "Dienst" / "Service";
    endpoint: "Endpunkt" / "Endpoint";
    endpoint_description: "Beschreibung des Endpunkts" / "Endpoint description";
    more_about_file: "Mehr zu dieser Datei" / "More about this file";
    description: "Beschreibung" / "Description";
    whole_description: "Ganze Beschreibung" / "Full description";
    no_description: "Der Herausgeber hat keine Beschreibung angegeben." / "The publisher has given no description.";
    other_languages: "In anderen Sprachen" / "In other languages";
    at_a_glance: "Auf einen Blick" / "At a glance";
    publisher: "Herausgeber" / "Publisher";
    creator: "Urheber" / "Creator";
    contributor: "Mitwirkende" / "Contributor";
    originator: "Datenverantwortliche Stelle" / "Originator";
    custodian: "Pflegende Stelle" / "Custodian";
    contact: "Kontakt" / "Contact";
    contact_name: "Ansprechstelle" / "Contact point";
    place: "Ort" / "Place";
    geocoding_level: "Räumliche Ebene" / "Administrative level";
    geocoding: "Amtlicher Schlüssel" / "Official key";
    geocoding_description: "Gebiet" / "Area";
    period: "Zeitraum" / "Period";
    since: "ab" / "from";
    until: "bis" / "until";
    modified: "Stand der Daten" / "Last modified";
    issued: "Veröffentlicht" / "Published";
    frequency: "Aktualisierung" / "Updates";
    themes: "Themen" / "Themes";
    keywords: "Schlagwörter" / "Keywords";
    identifiers: "Kennung" / "Identifier";
    other_identifiers: "Weitere Kennungen" / "Other identifiers";
    version: "Version" / "Version";
    version_notes: "Änderungen" / "Version notes";
    data_language: "Sprache der Daten" / "Language of the data";
    access_rights: "Zugang" / "Access rights";
    provenance: "Entstehung" / "Provenance";
    dataset_statistics: "Diese Zahlen als Diagramme, Karten und Tabellen:" / "These figures as charts, maps and tables:";
    landing_page: "Seite beim Herausgeber" / "Publisher’s page";
    page: "Weitere Seiten" / "Further pages";
    relation: "Verwandt" / "Related";
    references: "Verweist auf" / "Refers to";
    in_series: "Teil der Reihe" / "Part of series";
    hvd_category: "Hochwertiger Datensatz (EU)" / "High-value dataset (EU)";
    legal_basis: "Rechtsgrundlage" / "Legal basis";
    r#type: "Art" / "Type";
    contributor_id: "Datenbereitsteller (GovData)" / "Contributor (GovData)";
    spatial_resolution: "Räumliche Auflösung" / "Spatial resolution";
    temporal_resolution: "Zeitliche Auflösung" / "Temporal resolution";
    bounding_box: "Umgrenzung" / "Bounding box";
    centroid: "Mittelpunkt" / "Centroid";
    mailto: "E-Mail" / "E-mail";
    telephone: "Telefon" / "Telephone";
    website: "Website" / "Website";
    all_metadata: "Alle Angaben" / "All metadata";
    extra: "Weitere Angaben der Quelle" / "Further statements of the source";
    extra_lead: "Diese Angaben gehören nicht zum Modell DCAT-AP.de; sie werden unverändert weitergegeben." / "These statements are not part of the DCAT-AP.de model; they are passed on unchanged.";
    subject: "Gegenstand" / "Subject";
    property: "Eigenschaft" / "Property";
    value: "Wert" / "Value";
    machine_readable: "Maschinenlesbar" / "Machine-readable";
    machine_readable_lead: "Diese Seite als RDF:" / "This page as RDF:";
    cite: "So zitieren" / "How to cite";
    harvest: "Woher wir das wissen" / "Where this comes from";
    harvest_source: "Quelle" / "Source";
    harvest_native_id: "Kennung in der Quelle" / "Identifier at the source";
    harvest_first: "Zuerst übernommen" / "First harvested";
    harvest_version: "Diese Fassung übernommen" / "This version harvested";
    harvest_seq: "Änderung im Katalog" / "Change in the catalogue";
    findings: "Was der Herausgeber verbessern kann" / "What the publisher can improve";
    findings_none: "Bei der Prüfung ist nichts aufgefallen." / "Nothing was found in the checks.";
    finding_property: "Angabe:" / "Property:";
    finding_found: "Gefunden:" / "Found:";
    finding_concluded: "Stattdessen veröffentlicht:" / "Published instead:";
    finding_proposed: "Vorschlag, nicht veröffentlicht:" / "Proposed, not published:";
    finding_confidence: "Sicherheit:" / "Confidence:";
    finding_fix: "Abhilfe:" / "Remedy:";
    finding_clause: "Grundlage:" / "Basis:";
    severity_error: "Fehler" / "Errors";
    severity_warning: "Verbesserungen" / "Improvements";
    severity_error_one: "Fehler" / "Error";
    severity_warning_one: "Verbesserung" / "Improvement";
    severity_info_one: "Hinweis" / "Note";
    severity_info: "Hinweise – nichts zu tun" / "Notes – nothing to be done";

    // Field by field
    origin_title: "Wie die Angaben entstanden sind" / "How the statements came about";
    origin_link: "Angabe für Angabe: so kam es an, so steht es da" / "Field by field: as it came, as it stands";
    origin_lead: "Links steht, was die Quelle geliefert hat, daneben, was das Portal veröffentlicht, und warum. Datensatz:" / "On the left what the source delivered, beside it what the portal publishes, and why. Dataset:";
    origin_record: "Der Eintrag, wie ihn die Quelle geliefert hat" / "The record as the source delivered it";
    origin_no_record: "Der gelieferte Eintrag ist noch nicht gespeichert; der nächste Abgleich holt ihn." / "The record delivered is not kept yet; the next harvest brings it.";
    origin_delivered: "So kam es an" / "As it came";
    origin_published: "So steht es da" / "As it stands";
    origin_why: "Warum" / "Why";
    origin_nothing: "nichts" / "nothing";
    origin_unchanged: "unverändert übernommen" / "taken over unchanged";
    origin_faulty: "unverändert weitergegeben, aber zu berichtigen" / "passed on unchanged, but to be corrected";
    origin_rewritten: "umgeschrieben" / "rewritten";
    origin_added: "ergänzt" / "added";
    origin_left_out: "nicht veröffentlicht" / "not published";
    origin_proposed: "nur vorgeschlagen" / "only proposed";
    origin_missing: "nicht angegeben" / "not stated";
    origin_rewritten_why: "Dieselbe Angabe in der Schreibweise von DCAT-AP.de." / "The same statement in the spelling of DCAT-AP.de.";
    origin_added_why: "Folgt aus den übrigen Angaben oder aus der Einrichtung der Quelle." / "Follows from the other statements or from the configuration of the source.";
    origin_left_out_why: "Dafür gibt es in DCAT-AP.de keinen Ort, oder es steht schon bei einer anderen Angabe. Der gelieferte Eintrag bleibt erhalten." / "DCAT-AP.de has no place for it, or it is said with another property already. The record delivered is kept.";
    origin_further: "Weitere Befunde" / "Further findings";

    // Status pages
    status_title: "Herkunft und Stand der Daten" / "Sources and status of the data";
    status_lead: "Aus diesen Quellen stammt der Katalog. Jede Quelle wird regelmäßig abgeglichen; hier steht, wann das zuletzt geschah und mit welchem Ergebnis." / "The catalogue is made from these sources. Each is harvested regularly; here you see when that last happened and how it ended.";
    status_table: "Quellen und ihr letzter Lauf" / "Sources and their last run";
    status_source: "Quelle" / "Source";
    status_kind: "Art" / "Kind";
    status_records: "Datensätze" / "Datasets";
    status_missing: "vermisst" / "missing";
    status_last_run: "Letzter Lauf" / "Last run";
    status_result: "Ergebnis" / "Result";
    status_changes: "Neu / geändert / entfernt" / "New / changed / removed";
    status_next: "Nächster Lauf" / "Next run";
    status_never: "noch nie abgeglichen" / "never harvested";
    status_links: "Links" / "Links";
    status_on_demand: "nur auf Anforderung" / "on demand only";
    status_disabled: "abgeschaltet" / "switched off";
    status_no_sources: "Es sind keine Quellen eingerichtet." / "No sources are configured.";
    siblings_title: "Gehört vermutlich zu einer Reihe" / "Probably belongs to a series";
    siblings_lead: "Die Titel dieser Datensätze unterscheiden sich nur in der Zeit:" / "The titles of these datasets differ in the time only:";
    siblings_this: "dieser Datensatz" / "this dataset";
    series_members: "Datensätze dieser Reihe" / "Datasets of this series";
    series_of: "Teil der Reihe" / "Part of the series";
    series_order: "Die Reihe in zeitlicher Folge, soweit Zeiten bekannt sind:" / "The series in order of time, as far as times are known:";
    series_all: "Alle Datensätze der Reihe" / "All datasets of the series";
    result_also: "Auch verfügbar über:" / "Also available from:";
    same_title: "Auch verfügbar über" / "Also available from";
    same_lead: "Dieselben Daten kommen aus weiteren Quellen. In Suche und Katalog steht nur dieser Eintrag." / "The same data come from further sources. Search and catalogue list this entry only.";
    same_instead: "Diese Daten kommen aus mehreren Quellen. In Suche und Katalog steht stattdessen dieser Eintrag:" / "These data come from several sources. Search and catalogue list this entry instead:";
    same_by: "Erkannt an:" / "Recognised by:";
    same_operator: "Festlegung des Betreibers" / "decision of the operator";
    same_iri: "dieselbe Adresse" / "the same address";
    same_identifier: "dieselbe Kennung" / "the same identifier";
    same_identifier_and_title: "dieselbe Kennung und derselbe Titel" / "the same identifier and title";
    same_landing_page: "dieselbe Seite und derselbe Titel" / "the same page and title";
    same_fingerprint: "Titel, Herausgeber und Dateien stimmen überein" / "title, publisher and files agree";
    same_status: "Datensätze aus mehreren Quellen" / "Datasets from several sources";
    same_status_lead: "Diese Datensätze liefern mehrere Quellen. Gezeigt wird je einer; die anderen bleiben unter ihrer Adresse erreichbar." / "Several sources deliver these datasets. One of each is shown; the others stay available at their address.";
    same_shown: "Gezeigt" / "Shown";
    same_hidden: "Nicht gezeigt" / "Not shown";
    same_more: "Hier stehen die ersten; alle nennt der Befehl „datenkreis relations“." / "These are the first; the command “datenkreis relations” lists them all.";
    status_runs: "Die letzten Läufe" / "The last runs";
    status_runs_none: "Diese Quelle wurde noch nicht abgeglichen." / "This source has not been harvested yet.";
    status_started: "Beginn" / "Started";
    status_seen: "Geliefert" / "Delivered";
    status_unchanged: "Unverändert" / "Unchanged";
    status_skipped: "Ausgelassen" / "Left out";
    status_failed: "Unlesbar" / "Unreadable";
    mode_full: "alles" / "everything";
    mode_incremental: "nur Änderungen" / "changes only";
    verdict_complete: "vollständig" / "complete";
    verdict_unreadable: "teilweise unlesbar" / "partly unreadable";
    verdict_partial: "unvollständig" / "partial";
    verdict_failed: "gescheitert" / "failed";
    verdict_held: "angehalten" / "held";
    verdict_running: "läuft" / "running";
    explain_complete: "Alles kam an. Der Katalog entspricht der Quelle." / "Everything arrived. The catalogue agrees with the source.";
    explain_unreadable: "Die Quelle wurde ganz gelesen, aber nicht alles darin war lesbar oder beschrieben. Im Katalog fehlt das Unlesbare, oder es steht dort in der Fassung, die zuletzt lesbar war." / "The source was read to its end, but not everything in it was readable or described. What was not is absent from the catalogue, or stands there in the version that was last readable.";
    explain_partial: "Ein Teil fehlte. Was ankam, wurde übernommen; entfernt wurde nichts." / "A part was missing. What arrived was taken over; nothing was removed.";
    explain_failed: "Es kam nichts Brauchbares an. Der Katalog blieb, wie er war." / "Nothing usable arrived. The catalogue stayed as it was.";
    explain_held: "Dieser Lauf hätte ungewöhnlich viele Datensätze entfernt. Zur Sicherheit wurde nichts entfernt, bis ein Mensch zustimmt." / "This run would have removed unusually many datasets. To be safe, nothing is removed until a person agrees.";
    verdict_released: "freigegeben" / "released";
    explain_released: "Dieser Lauf hätte ungewöhnlich viele Datensätze entfernt und war angehalten; ein Mensch hat ihn freigegeben. Was er nicht lieferte, wird nach Ablauf der Frist entfernt." / "This run would have removed unusually many datasets and was held; a person has released it. What it did not deliver is removed when the grace time is over.";
    explain_running: "Der Abgleich läuft gerade." / "The harvest is running.";
    held_what_to_do: "Was jetzt zu tun ist" / "What to do now";
    held_check: "Prüfen Sie beim Herausgeber, ob die Datensätze wirklich entfallen sind. Wenn ja, gibt dieser Befehl den Lauf frei:" / "Check with the publisher whether the datasets are really gone. If so, this command releases the run:";
    held_otherwise: "Wenn nein, ist nichts zu tun: Sobald die Quelle wieder alles liefert, läuft es weiter." / "If not, nothing needs to be done: it goes on as soon as the source delivers everything again.";
    reason: "Grund:" / "Reason:";
    status_show_datasets: "Datensätze dieser Quelle ansehen" / "See the datasets of this source";
    status_findings: "Was in dieser Quelle verbessert werden kann" / "What can be improved in this source";
    status_findings_none: "Bei der Prüfung ist nichts aufgefallen." / "Nothing was found in the checks.";
    status_findings_no_datasets: "Von dieser Quelle ist kein Datensatz veröffentlicht; es gibt nichts zu prüfen." / "No dataset of this source is published; there is nothing to check.";
    status_findings_of_run_only: "An den veröffentlichten Datensätzen ist nichts aufgefallen. Was am letzten Lauf auffiel, steht oben." / "Nothing was found in the datasets published. What was found about the last run stands above.";
    status_example: "Zum Beispiel:" / "For example:";
    status_findings_atom: "Neue Befunde als Atom-Feed" / "New findings as Atom feed";
    status_findings_csv: "Alle Befunde als CSV" / "All findings as CSV";
    status_findings_more: "Weitere Befunde stehen in der CSV-Datei." / "The CSV file holds further findings.";
    status_not_configured: "nicht mehr eingerichtet" / "not configured any more";
    status_not_configured_text: "Diese Quelle ist nicht mehr eingerichtet und wird nicht mehr abgeglichen. Ihre Datensätze bleiben im Katalog, bis sie zurückgezogen werden:" / "This source is not configured any more and not harvested. Its datasets stay in the catalogue until they are withdrawn:";
    findings_title: "Betroffene Datensätze" / "Affected datasets";
    findings_list: "Datensätze und was darin gefunden wurde" / "Datasets and what was found in them";
    findings_dataset: "Datensatz" / "Dataset";
    findings_id: "Kennung" / "Identifier";
    findings_dataset_title: "Titel" / "Title";
    findings_rule: "Regel" / "Rule";
    findings_severity: "Schwere" / "Severity";
    findings_meaning: "Bedeutung" / "Meaning";
    findings_fix: "Abhilfe" / "Remedy";
    findings_concluded: "Stattdessen veröffentlicht" / "Published instead";
    findings_proposed: "Vorschlag, nicht veröffentlicht" / "Proposed, not published";
    findings_confidence: "Sicherheit in Prozent" / "Confidence in percent";
    status_run_findings: "Auffälligkeiten des Laufs" / "Findings about the run";
    status_site: "Portal der Quelle" / "Portal of the source";
    status_organisation: "Zuständig" / "Responsible";
    status_grace: "Frist bis zur Löschung" / "Grace time before removal";
    record_present: "veröffentlicht" / "published";
    record_missing: "vermisst, noch veröffentlicht" / "missing, still published";
    record_removed: "zurückgezogen" / "withdrawn";
    kind_ckan: "CKAN-Schnittstelle" / "CKAN interface";
    kind_dcat_rdf: "DCAT-Feed (RDF)" / "DCAT feed (RDF)";
    kind_folder: "Ordner mit Dateien" / "Folder of files";

    // About
    about_how: "Wie das Portal arbeitet" / "How the portal works";
    about_how_text: "Das Portal sammelt, was Städte, Gemeinden und Kreise an offenen Daten veröffentlichen, bringt die Beschreibungen auf den deutschen Standard DCAT-AP.de und zeigt sie an einer Stelle. Die Daten selbst bleiben beim Herausgeber. Jede Antwort einer Quelle wird aufbewahrt, jede Änderung bekommt eine Nummer; so lässt sich alles bis zur Quelle zurückverfolgen." / "The portal collects what towns, municipalities and districts publish as open data, brings the descriptions to the German standard DCAT-AP.de and shows them in one place. The data themselves stay with their publishers. Every answer of a source is kept and every change gets a number, so that everything can be traced back to its source.";
    about_api: "Schnittstellen" / "Interfaces";
    about_api_table: "Schnittstellen und ihre Adressen" / "Interfaces and their addresses";
    about_api_what: "Was" / "What";
    about_api_address: "Adresse" / "Address";
    about_api_catalogue: "Katalog nach DCAT-AP.de, seitenweise mit Hydra" / "Catalogue by DCAT-AP.de, paged with Hydra";
    about_api_dataset: "Ein Datensatz" / "One dataset";
    about_api_quality: "Qualität der Metadaten als JSON; je Kommune mit ihrer Kennung" / "Quality of the metadata as JSON; for each municipality with its id";
    about_api_quality_changes: "Neue Befunde als Atom-Feed; je Kommune und je Quelle" / "New findings as Atom feed; for each municipality and each source";
    about_api_sparql: "SPARQL 1.1" / "SPARQL 1.1";
    about_api_dataset_hint: "Adresse des Datensatzes mit .ttl, .rdf, .jsonld oder .nt – oder mit dem HTTP-Kopf Accept" / "the dataset’s address with .ttl, .rdf, .jsonld or .nt – or with the HTTP header Accept";
    about_license: "Lizenzen" / "Licences";
    about_license_text: "Für jede Datei gilt die Lizenz, die bei ihr steht. Die Beschreibungen der Datensätze stammen von den Herausgebern. Das Programm Datenkreis ist freie Software unter der European Union Public Licence 1.2." / "Each file is under the licence stated beside it. The descriptions of the datasets come from their publishers. The program Datenkreis is free software under the European Union Public Licence 1.2.";
    about_license_font: "Schrift: Fira Sans, SIL Open Font License 1.1 (englisch)" / "Font: Fira Sans, SIL Open Font License 1.1";
    about_publishers: "Für Kommunen" / "For municipalities";
    about_publishers_text: "Sie wollen Daten beitragen? Ein Ordner mit Dateien genügt; ein eigenes Portal ist nicht nötig. Auf der Seite „Herkunft und Stand“ sehen Sie zu jeder Quelle, was gut ist und was sich verbessern lässt." / "Would you like to contribute data? A folder of files is enough; you need no portal of your own. The page “Sources and status” shows for each source what is good and what can be improved.";

    // Legal pages
    legal_operator: "Verantwortlich für dieses Angebot" / "Responsible for this site";
    legal_represented_by: "Vertreten durch:" / "Represented by:";
    legal_content: "Inhalte und Verweise" / "Contents and links";
    legal_content_text: "Die Beschreibungen der Datensätze stammen von den genannten Herausgebern; für die verlinkten Angebote sind deren Anbieter verantwortlich. Wenn Ihnen ein Fehler auffällt, schreiben Sie uns bitte." / "The descriptions of the datasets come from the publishers named; the providers of linked sites are responsible for them. Please write to us if you notice a mistake.";
    privacy_none: "Keine Cookies, keine Dritten" / "No cookies, no third parties";
    privacy_none_text: "Dieses Portal setzt keine Cookies, speichert nichts in Ihrem Gerät, bindet keine Inhalte Dritter ein und misst kein Verhalten. Es gibt kein Benutzerkonto." / "This portal sets no cookies, stores nothing on your device, embeds no third-party content and tracks no behaviour. There are no user accounts.";
    privacy_log: "Was beim Aufruf einer Seite verarbeitet wird" / "What is processed when you open a page";
    privacy_log_text: "Um eine Seite auszuliefern, verarbeitet der Server Ihre IP-Adresse, die aufgerufene Adresse und die technischen Angaben Ihres Browsers. Ob und wie lange der vorgeschaltete Webserver sie protokolliert, bestimmt der Betreiber." / "To deliver a page, the server processes your IP address, the address requested and the technical data your browser sends. Whether and for how long the web server in front logs them is up to the operator.";
    privacy_mail: "Wenn Sie uns schreiben" / "When you write to us";
    privacy_mail_text: "Ihre Angaben werden nur verwendet, um Ihre Nachricht zu beantworten." / "Your details are used only to answer your message.";
    privacy_contacts: "Kontaktangaben in Datensätzen" / "Contact details in datasets";
    privacy_contacts_text: "Ansprechstellen in den Beschreibungen hat der Herausgeber veröffentlicht. Wer dort genannt ist und das nicht möchte, wendet sich an den Herausgeber oder an uns." / "Contact points in the descriptions were published by the publisher. Anyone named there who does not wish to be can turn to the publisher or to us.";
    privacy_rights: "Ihre Rechte" / "Your rights";
    privacy_rights_text: "Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Widerspruch und können sich bei der Datenschutzaufsicht Ihres Landes beschweren." / "You have the right of access, rectification, erasure, restriction and objection, and you may complain to the data protection authority.";
    accessibility_state: "Stand der Barrierefreiheit" / "State of accessibility";
    accessibility_state_text: "Das Portal soll die Web Content Accessibility Guidelines (WCAG) 2.2 auf der Stufe AA erfüllen. Alle Seiten lassen sich ohne JavaScript, allein mit der Tastatur, bei 400 Prozent Vergrößerung sowie in heller und dunkler Darstellung nutzen. Das wird bei jeder Änderung automatisch geprüft; eine Prüfung durch Menschen steht noch aus." / "The portal is meant to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. All pages work without JavaScript, with the keyboard alone, at 400 per cent zoom, and in light and dark display. This is checked automatically with every change; an audit by people has not been done yet.";
    accessibility_limits: "Was noch nicht barrierefrei ist" / "What is not accessible yet";
    accessibility_limits_text: "Titel und Beschreibungen stammen von den Herausgebern und sind nicht immer leicht zu verstehen. Verlinkte Dateien und Dienste liegen außerhalb dieses Portals. Angebote in Leichter Sprache und Deutscher Gebärdensprache fehlen noch." / "Titles and descriptions come from the publishers and are not always easy to understand. Linked files and services are outside this portal. Easy-to-read and sign language versions are still missing.";
    accessibility_feedback: "Barriere melden" / "Report a barrier";
    accessibility_feedback_text: "Stoßen Sie auf eine Barriere? Schreiben Sie uns, wir antworten:" / "Have you met a barrier? Write to us and we will answer:";

    // Errors
    error_not_found: "Seite nicht gefunden" / "Page not found";
    error_gone: "Datensatz zurückgezogen" / "Dataset withdrawn";
    error_bad_request: "Anfrage nicht verständlich" / "Request not understood";
    error_unavailable: "Gleich wieder da" / "Back in a moment";
    error_internal: "Etwas ist schiefgegangen" / "Something went wrong";
    error_ways: "So geht es weiter" / "Where to go from here";
    error_home: "Zur Startseite" / "Go to the start page";
    error_all: "Alle Datensätze ansehen" / "See all datasets";
    error_write: "Uns schreiben" / "Write to us";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// German texts that an English page would show unchanged are either names or forgotten.
    #[test]
    fn languages_differ() {
        assert_ne!(of(Language::De).tag, of(Language::En).tag);
        assert_eq!(of(Language::De).tag, Language::De.tag());
        assert_eq!(of(Language::De).other_tag, Language::En.tag());
    }
}
