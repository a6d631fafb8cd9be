//! Every rule a finding can name: id, severity, and in both languages what is wrong and how to
//! mend it. A new rule is one constant and one entry in [`RULES`].

use super::Severity;

/// A rule and its texts.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, also used in CSV, API and metrics.
    pub id: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// What is wrong: German, English.
    pub problem: [&'static str; 2],
    /// How to mend it at the source: German, English.
    pub fix: [&'static str; 2],
    /// The clause of the standard or of our own documents the rule rests on.
    pub clause: &'static str,
}

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident, $clause:literal;
       $problem_de:literal / $problem_en:literal;
       $fix_de:literal / $fix_en:literal)*) => {
        $(
            #[doc = $problem_en]
            pub static $name: Rule = Rule {
                id: $id,
                severity: Severity::$severity,
                problem: [$problem_de, $problem_en],
                fix: [$fix_de, $fix_en],
                clause: $clause,
            };
        )*
        /// All rules, in the order of this file.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    RECORD_UNREADABLE = "record-unreadable", Error, "Harvest";
    "Der Eintrag ist nicht lesbar und wurde nicht übernommen." / "The record cannot be read and was not taken over.";
    "Prüfen Sie den Eintrag im Quellsystem; der gefundene Text zeigt die Stelle." / "Check the record at the source; the value found shows the place."
    RECORD_WITHOUT_ID = "record-without-id", Error, "Harvest";
    "Der Eintrag hat keine Kennung und kann nicht wiedererkannt werden." / "The record has no identifier and cannot be recognised again.";
    "Geben Sie dem Eintrag eine dauerhafte Kennung." / "Give the record a lasting identifier."
    RECORD_IS_GROUP = "record-is-group", Error, "Harvest";
    "Der Eintrag beschreibt eine Gruppe oder Organisation, keinen Datensatz, und wurde nicht übernommen." / "The record describes a group or organisation, no dataset, and was not taken over.";
    "Prüfen Sie die Adresse der Quelle: Gebraucht wird eine Liste von Datensätzen, zum Beispiel von package_search." / "Check the address of the source: what is needed is a list of datasets, for example of package_search."
    LEFT_OUT = "left-out", Info, "docs/sources.md, ckan";
    "Die Quelle selbst kennzeichnet dies als gelöscht, nicht öffentlich, Entwurf oder Harvest-Quelle; es wurde nicht veröffentlicht." / "The source itself marks this as deleted, private, a draft or a harvest source; it was not published.";
    "Es ist nichts zu tun, wenn die Kennzeichnung stimmt." / "Nothing needs to be done if the mark is right."
    RECORD_DUPLICATE = "record-duplicate", Error, "Harvest";
    "Dieselbe Kennung kommt in einer Lieferung mehrfach vor; der erste Eintrag gilt." / "The same identifier occurs more than once in one delivery; the first record counts.";
    "Vergeben Sie jede Kennung nur einmal." / "Use each identifier only once."
    DATASET_NOT_DESCRIBED = "dataset-not-described", Warning, "DCAT-AP.de 3.0, dcat:Catalog, dcat:dataset";
    "Der Katalog führt Datensätze auf, beschreibt sie aber nirgends; eine ältere Fassung bleibt stehen." / "The catalogue lists datasets but describes them nowhere; an older version stays as it is.";
    "Liefern Sie zu jedem aufgeführten Datensatz seine Angaben, oder nehmen Sie ihn aus der Liste." / "Deliver the metadata of each dataset listed, or take it off the list."
    RESOURCE_WITHOUT_DATASET = "resource-without-dataset", Warning, "DCAT-AP.de 3.0, dcat:servesDataset, dcat:distribution";
    "Dienste, Distributionen oder Katalogeinträge gehören zu keinem Datensatz, mit dem sie geliefert wurden; sie wurden nicht veröffentlicht." / "Services, distributions or catalogue records belong to no dataset they were delivered with; they were not published.";
    "Verbinden Sie Dienste durch dcat:servesDataset oder dcat:accessService, Distributionen durch dcat:distribution mit ihrem Datensatz." / "Link services by dcat:servesDataset or dcat:accessService, distributions by dcat:distribution, with their dataset."
    SERVICE_LEFT_OUT = "service-left-out", Warning, "DCAT-AP.de 3.0, dcat:DataService, dcat:endpointURL";
    "Der Dienst hat keine Adresse (dcat:endpointURL) und wurde nicht veröffentlicht." / "The service has no address (dcat:endpointURL) and was not published.";
    "Geben Sie die Adresse des Dienstes an." / "Give the address of the service."
    TITLE_MISSING = "title-missing", Error, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:title";
    "Der Titel fehlt." / "The title is missing.";
    "Geben Sie einen kurzen Titel an, der Inhalt, Ort und Zeit erkennen lässt." / "Give a short title that tells content, place and time."
    DESCRIPTION_MISSING = "description-missing", Error, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:description";
    "Die Beschreibung fehlt." / "The description is missing.";
    "Beschreiben Sie in zwei bis fünf Sätzen, was die Daten enthalten." / "Describe in two to five sentences what the data contain."
    PUBLISHER_MISSING = "publisher-missing", Warning, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:publisher";
    "Der Herausgeber fehlt; genommen wurde der eingerichtete, sonst die Quelle selbst." / "The publisher is missing; the configured one was taken, or else the source itself.";
    "Nennen Sie die Stelle, die die Daten veröffentlicht." / "Name the body that publishes the data."
    LICENSE_MISSING = "license-missing", Error, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:license";
    "Die Lizenz fehlt; die Daten dürfen so nicht ohne Nachfrage genutzt werden. Weil eine Lizenz Pflicht ist, steht bis dahin „Andere geschlossene Lizenz“ da, wie bei GovData." / "The licence is missing; the data may not be used without asking. As a licence is mandatory, “other closed licence” stands there until then, as with GovData.";
    "Nennen Sie die Lizenz, unter der die Daten stehen. Für offene Daten einer Verwaltung üblich sind die Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) und Creative Commons (cc-zero, cc-by/4.0). Die Wahl trifft, wer die Rechte hat." / "Name the licence of the data. Usual for open data of administrations are Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) and Creative Commons (cc-zero, cc-by/4.0). It is for the holder of the rights to choose."
    LICENSE_CONCLUDED = "license-concluded", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:license";
    "Die Lizenz fehlt; genommen wurde die, für die der Betreiber der Quelle einsteht." / "The licence is missing; the one the operator of the source vouches for was taken.";
    "Geben Sie die Lizenz im Quellsystem an." / "State the licence at the source."
    LICENSE_UNKNOWN = "license-unknown", Warning, "DCAT-AP.de 3.0, kv-licenses; Konvention 34";
    "Die Lizenz steht nicht auf der Liste der GovData-Lizenzen." / "The licence is not on the list of GovData licences.";
    "Nutzen Sie eine Lizenz der Liste https://www.dcat-ap.de/def/licenses/ (in RDF ihre IRI)." / "Use a licence of the list https://www.dcat-ap.de/def/licenses/ (its IRI in RDF)."
    LICENSE_VERSION_ASSUMED = "license-version-assumed", Warning, "DCAT-AP.de 3.0, kv-licenses";
    "Die Lizenz nennt keine Version; die geltende wurde angenommen." / "The licence names no version; the current one was assumed.";
    "Nennen Sie die Lizenz mit Version, zum Beispiel dl-by-de/2.0." / "Name the licence with its version, for example dl-by-de/2.0."
    LICENSE_CONTRADICTS = "license-contradicts", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:license";
    "Die Angaben zur Lizenz widersprechen sich; veröffentlicht wurde nur eine davon. Wer die Daten nutzt, kann sich so auf keine verlassen." / "The statements about the licence contradict each other; only one of them was published. So whoever uses the data can rely on neither.";
    "Klären Sie, welche Lizenz gilt, und geben Sie nur diese an." / "Settle which licence applies, and state only that one."
    LICENSE_AMBIGUOUS = "license-ambiguous", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:license";
    "Für den Datensatz ist eine Lizenz angegeben, für die Datei nur andere Rechte; ob die Lizenz auch für die Datei gilt, ist nicht klar, darum wurde sie nicht übernommen." / "A licence is stated for the dataset, but for the file only other rights; whether the licence holds for the file is not clear, so it was not taken over.";
    "Geben Sie an der Datei die Lizenz an, die für sie gilt." / "State at the file the licence that holds for it."
    LICENSE_ATTRIBUTION_MISSING = "license-attribution-missing", Warning, "DCAT-AP.de 3.0, dcatde:licenseAttributionByText; Konvention 35";
    "Die Lizenz verlangt eine Namensnennung, aber der Text dafür fehlt." / "The licence demands attribution, but the text is missing.";
    "Tragen Sie den Namensnennungstext ein." / "Fill in the attribution text."
    FORMAT_MISSING = "format-missing", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:format";
    "Das Dateiformat fehlt." / "The file format is missing.";
    "Geben Sie das Format an, zum Beispiel CSV." / "Name the format, for example CSV."
    FORMAT_UNKNOWN = "format-unknown", Warning, "DCAT-AP.de 3.0, kv-file-type; Konvention 31";
    "Das Dateiformat steht nicht auf der EU-Liste der Dateitypen." / "The file format is not on the EU list of file types.";
    "Nutzen Sie einen Wert der EU-Liste „File type“, zum Beispiel CSV, XLSX oder GEOJSON." / "Use a value of the EU list “File type”, for example CSV, XLSX or GEOJSON."
    FORMAT_CONCLUDED = "format-concluded", Info, "DCAT-AP.de 3.0, kv-file-type";
    "Das Dateiformat wurde aus Adresse, MIME-Typ oder Bezeichnung geschlossen." / "The file format was concluded from address, MIME type or label.";
    "Geben Sie das Format im Quellsystem ausdrücklich an." / "State the format at the source."
    FORMAT_CONTRADICTED = "format-contradicted", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:format";
    "Das angegebene Dateiformat und die Endung der Adresse widersprechen sich. Veröffentlicht wurde das angegebene Format." / "The stated file format and the ending of the address contradict each other. The stated format was published.";
    "Geben Sie das Format an, das die Datei wirklich hat." / "State the format that the file really has."
    THEME_UNKNOWN = "theme-unknown", Warning, "DCAT-AP.de 3.0, kv-data-theme; Konvention 30";
    "Das Thema steht nicht auf der EU-Liste der Datenthemen." / "The theme is not on the EU list of data themes.";
    "Wählen Sie eines der 13 EU-Themen, zum Beispiel „Verkehr“ (TRAN)." / "Choose one of the 13 EU themes, for example “Transport” (TRAN)."
    THEME_MISSING = "theme-missing", Warning, "DCAT-AP.de 3.0, dcat:Dataset, dcat:theme";
    "Kein Thema angegeben." / "No theme given.";
    "Wählen Sie mindestens eines der 13 EU-Themen: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN." / "Choose at least one of the 13 EU themes: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN."
    VALUE_NORMALISED = "value-normalised", Info, "DCAT-AP.de 3.0, Kontrollierte Vokabulare";
    "Der Wert wurde auf die amtliche Liste gebracht." / "The value was brought to the official list.";
    "Nutzen Sie im Quellsystem gleich den Wert der Liste." / "Use the value of the list at the source."
    VALUE_CONCLUDED = "value-concluded", Info, "DCAT-AP.de 3.0";
    "Die Angabe fehlt; sie wurde aus anderen Angaben zum Datensatz oder zur Quelle geschlossen." / "The statement is missing; it was concluded from others about the dataset or the source.";
    "Geben Sie sie im Quellsystem an, wenn sie anders lauten soll." / "State it at the source if it ought to be different."
    VALUE_REWRITTEN = "value-rewritten", Info, "DCAT-AP.de 3.0";
    "Der Wert wurde in die verlangte Form gebracht." / "The value was brought to the form demanded.";
    "Nutzen Sie im Quellsystem gleich diese Form." / "Use this form at the source."
    SIZE_READ = "size-read", Info, "DCAT-AP.de 3.0, dcat:byteSize";
    "Die Größe ist mit einer Einheit angegeben; sie wurde in Bytes umgerechnet (1 KB = 1024 Bytes)." / "The size has a unit; it was converted to bytes (1 KB = 1024 bytes).";
    "Geben Sie Größen als Zahl in Bytes an." / "Give sizes as a number of bytes."
    KEYWORD_SPLIT = "keyword-split", Info, "DCAT-AP.de 3.0, dcat:keyword";
    "Mehrere Schlagwörter standen in einem Wert; sie wurden getrennt." / "Several keywords stood in one value; they were separated.";
    "Geben Sie jedes Schlagwort einzeln an." / "Give each keyword on its own."
    VALUE_UNKNOWN = "value-unknown", Warning, "DCAT-AP.de 3.0, Kontrollierte Vokabulare";
    "Der Wert steht nicht auf der amtlichen Liste und wurde nicht veröffentlicht." / "The value is not on the official list and was not published.";
    "Nutzen Sie einen Wert der amtlichen Liste; welche es ist, steht unter https://www.dcat-ap.de/def/dcatde/3.0/spec/ bei der Eigenschaft." / "Use a value of the official list; https://www.dcat-ap.de/def/dcatde/3.0/spec/ tells which it is, with the property."
    DATE_UNREADABLE = "date-unreadable", Warning, "DCAT-AP.de 3.0, xsd:date, xsd:dateTime, xsd:gYear, xsd:gYearMonth";
    "Das Datum ist nicht lesbar und wurde nicht veröffentlicht." / "The date cannot be read and was not published.";
    "Schreiben Sie Datumsangaben nach ISO 8601: JJJJ-MM-TT." / "Write dates by ISO 8601: YYYY-MM-DD."
    DATE_REWRITTEN = "date-rewritten", Info, "DCAT-AP.de 3.0, xsd:date, xsd:dateTime";
    "Das Datum wurde in die Form nach ISO 8601 gebracht." / "The date was brought to the form of ISO 8601.";
    "Schreiben Sie Datumsangaben nach ISO 8601: JJJJ-MM-TT." / "Write dates by ISO 8601: YYYY-MM-DD."
    PERIOD_REVERSED = "period-reversed", Warning, "DCAT-AP.de 3.0, dcterms:PeriodOfTime";
    "Der Zeitraum endet, bevor er beginnt; er wurde so veröffentlicht, wie er angegeben ist." / "The period ends before it begins; it was published as stated.";
    "Prüfen Sie Anfang und Ende, vielleicht sind sie vertauscht." / "Check begin and end, perhaps they are swapped."
    PERIOD_CONCLUDED = "period-concluded", Info, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:temporal";
    "Der Zeitraum fehlt; er wurde aus dem Titel geschlossen." / "The period is missing; it was concluded from the title.";
    "Geben Sie an, welchen Zeitraum die Daten abdecken (dcterms:temporal)." / "State which period the data cover (dcterms:temporal)."
    PERIOD_PROPOSED = "period-proposed", Info, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:temporal";
    "Der Zeitraum fehlt; Titel, Beschreibung oder Dateinamen legen einen nahe. Er wurde nicht veröffentlicht, weil das nicht sicher genug ist." / "The period is missing; title, description or file names suggest one. It was not published, for that is not certain enough.";
    "Prüfen Sie den Vorschlag und geben Sie den Zeitraum an (dcterms:temporal)." / "Check the proposal and state the period (dcterms:temporal)."
    LANGUAGE_CONCLUDED = "language-concluded", Info, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:language";
    "Die Sprache fehlt; sie wurde aus Titel und Beschreibung geschlossen." / "The language is missing; it was concluded from title and description.";
    "Geben Sie die Sprache der Daten an (dcterms:language)." / "State the language of the data (dcterms:language)."
    LANGUAGE_PROPOSED = "language-proposed", Info, "DCAT-AP.de 3.0, dcat:Dataset, dcterms:language";
    "Die Sprache fehlt; Titel und Beschreibung legen eine nahe. Sie wurde nicht veröffentlicht, weil das nicht sicher genug ist." / "The language is missing; title and description suggest one. It was not published, for that is not certain enough.";
    "Prüfen Sie den Vorschlag und geben Sie die Sprache an (dcterms:language)." / "Check the proposal and state the language (dcterms:language)."
    CUBE_LICENSES_DIFFER = "cube-licenses-differ", Warning, "DCAT-AP.de 3.0, dcat:Distribution, dcterms:license";
    "Die Tabellen des Kubus stehen unter Lizenzen, die sich nicht vereinen lassen. Welche für das Ganze gilt, entscheidet kein Programm; bis dahin steht „Andere geschlossene Lizenz“ da." / "The tables of the cube have licences that cannot be joined. Which one holds for the whole is for no program to decide; until then “other closed licence” stands there.";
    "Klären Sie mit den Herausgebern der Tabellen, unter welcher Lizenz sie zusammen stehen können, oder speisen Sie den Kubus nur aus Tabellen derselben Lizenz." / "Settle with the publishers of the tables which licence can hold for them together, or feed the cube from tables of the same licence only."
    CUBE_TABLE_LEFT_OUT = "cube-table-left-out", Error, "docs/adr/0010-statistics.md";
    "Werte einer Tabelle passen nicht in den Kubus und wurden nicht übernommen." / "Figures of a table do not fit into the cube and were not taken over.";
    "Berichtigen Sie die Zuordnung der Tabelle; der gefundene Text nennt sie und den Grund." / "Correct the mapping of the table; the value found names it and the reason."
    CUBE_SMALL_NUMBERS = "cube-small-numbers", Info, "docs/statistics.md; § 16 BStatG";
    "Kleine Zahlen von Teilen der Gemeinden wurden gesperrt, und so viele weitere, dass sie sich nicht zurückrechnen lassen." / "Small figures of parts of municipalities were suppressed, and as many more as it takes that they cannot be recalculated.";
    "Es ist nichts zu tun. Zählt die Statistik weder Menschen noch Fälle, sagen Sie es in der Zuordnung (counts_things = true)." / "Nothing needs to be done. If the statistic counts neither people nor cases, say so in the mapping (counts_things = true)."
    CUBE_TABLES_DISAGREE = "cube-tables-disagree", Info, "docs/adr/0010-statistics.md";
    "Zwei Tabellen nennen für dasselbe verschiedene Werte; es gilt der aus der Tabelle mit dem höheren Rang, sonst der zuletzt gelesene." / "Two tables give different figures for the same; the one of the table with the higher priority counts, else the one read last.";
    "Es ist nichts zu tun, wenn der Rang der Tabellen stimmt (priority)." / "Nothing needs to be done if the priority of the tables is right."
    SERIES_PROPOSED = "series-proposed", Info, "DCAT-AP.de 3.0, dcat:DatasetSeries, dcat:inSeries";
    "Der Datensatz gehört vermutlich zu einer Reihe: Es gibt weitere, deren Titel sich nur in der Zeit unterscheiden." / "The dataset probably belongs to a series: there are others whose titles differ in the time only.";
    "Beschreiben Sie die Reihe als eigenen Eintrag (dcat:DatasetSeries), und verweisen Sie von jedem Datensatz darauf (dcat:inSeries)." / "Describe the series as an entry of its own (dcat:DatasetSeries), and refer to it from each dataset (dcat:inSeries)."
    SERIES_CONFIRMED = "series-confirmed", Info, "DCAT-AP.de 3.0, dcat:DatasetSeries, dcat:inSeries";
    "Der Betreiber des Portals hat den Datensatz einer Reihe zugeordnet." / "The operator of the portal has put the dataset into a series.";
    "Es ist nichts zu tun. Wenn Sie die Reihe selbst beschreiben (dcat:DatasetSeries), sehen sie auch andere Portale." / "Nothing needs to be done. If you describe the series yourself (dcat:DatasetSeries), other portals will see it, too."
    TERM_UNKNOWN = "term-unknown", Warning, "DCAT-AP.de 3.0";
    "Diese Eigenschaft oder Klasse gibt es nicht; was hier steht, liest niemand." / "There is no such property or class; nobody reads what stands here.";
    "Schreiben Sie die Eigenschaft, die gemeint ist; ein Vorschlag steht dabei, wenn es eine ähnliche gibt." / "Write the property that is meant; a proposal stands beside it if there is a similar one."
    IRI_REPAIRED = "iri-repaired", Info, "RFC 3987";
    "Die Adresse enthielt unerlaubte Zeichen und wurde berichtigt." / "The address held characters that are not allowed and was mended.";
    "Kodieren Sie Leerzeichen und Sonderzeichen in Adressen (zum Beispiel %20)." / "Encode blanks and special characters in addresses (for example %20)."
    IRI_WITHOUT_SCHEME = "iri-without-scheme", Warning, "RFC 3986";
    "Der Adresse fehlt der Anfang (https://); er wurde ergänzt." / "The address lacks its beginning (https://); it was added.";
    "Geben Sie die Adresse vollständig an, mit https:// oder http://." / "Give the whole address, with https:// or http://."
    ADDRESS_NOT_WEB = "address-not-web", Error, "DCAT-AP.de 3.0, dcat:Distribution, dcat:accessURL";
    "Unter dieser Adresse kann niemand die Daten abrufen: Sie nennt ein Postfach, ein Telefon oder eine Datei auf einem einzelnen Rechner. Sie wurde nicht veröffentlicht." / "Nobody can get the data at this address: it names a mailbox, a telephone or a file on a single computer. It was not published.";
    "Geben Sie eine Adresse im Web an, notfalls die einer Seite, die sagt, wie man die Daten bekommt; wer Fragen beantwortet, gehört an den Datensatz." / "Give an address on the web, if need be that of a page that tells how to get the data; who answers questions belongs to the dataset."
    IRI_INVALID = "iri-invalid", Error, "RFC 3987";
    "Die Adresse ist ungültig; diese eine Angabe wurde nicht übernommen." / "The address is invalid; this one statement was not taken over.";
    "Berichtigen Sie die Adresse." / "Mend the address."
    LITERAL_INVALID = "literal-invalid", Warning, "RDF 1.1, XML Schema 1.1";
    "Der Wert passt nicht zu seinem Datentyp oder seiner Sprachangabe." / "The value does not fit its datatype or language tag.";
    "Berichtigen Sie Wert, Datentyp oder Sprachangabe." / "Mend value, datatype or language tag."
    LITERAL_EMPTY = "literal-empty", Info, "RDF 1.1, XML Schema 1.1";
    "Der Wert ist leer und wurde nicht übernommen." / "The value is empty and was not taken over.";
    "Lassen Sie leere Angaben weg." / "Leave out empty values."
    DOCUMENT_DAMAGED = "document-damaged", Warning, "RDF 1.1";
    "Ein Teil des Dokuments ist nicht lesbar; der Rest wurde übernommen." / "A part of the document cannot be read; the rest was taken over.";
    "Berichtigen Sie die genannte Stelle: andere Programme lehnen das ganze Dokument ab. Alle Stellen mit Zeile und Erklärung nennt die Prüfung unter /pruefen." / "Mend the place named: other programs refuse the whole document. The check at /en/check names all places with line and explanation."
    DOCUMENT_MENDED = "document-mended", Warning, "RDF 1.1, XML 1.0";
    "Das Dokument enthält einen Fehler, den wir beim Lesen berichtigt haben; es fehlt nichts." / "The document holds an error that we mended while reading; nothing is missing.";
    "Berichtigen Sie die genannte Stelle: andere Programme lehnen das ganze Dokument ab. Alle Stellen mit Zeile und Erklärung nennt die Prüfung unter /pruefen." / "Mend the place named: other programs refuse the whole document. The check at /en/check names all places with line and explanation."
    CARDINALITY = "cardinality", Warning, "DCAT-AP.de 3.0, Kardinalitäten";
    "Hier ist höchstens ein Wert erlaubt; einer wurde ausgewählt." / "At most one value is allowed here; one was chosen.";
    "Geben Sie nur einen Wert an." / "Give one value only."
    ACCESS_URL_MISSING = "access-url-missing", Error, "DCAT-AP.de 3.0, dcat:Distribution, dcat:accessURL";
    "Die Distribution hat keine Zugangsadresse und wurde nicht übernommen." / "The distribution has no access URL and was not taken over.";
    "Geben Sie die Adresse an, unter der die Daten zu haben sind." / "Give the address where the data can be had."
    RESOURCE_UNREADABLE = "resource-unreadable", Warning, "CKAN, package_show";
    "Diese Angabe beschreibt Dateien nicht so, wie CKAN es vorsieht; die Dateien fehlen deshalb." / "This statement does not describe files as CKAN does; the files are missing therefore.";
    "Geben Sie die Dateien als Liste an und jede als Objekt mit ihrer Adresse in `url`." / "State the files as a list, and each as an object with its address in `url`."
    DISTRIBUTION_MISSING = "distribution-missing", Warning, "DCAT-AP.de 3.0, dcat:Dataset, dcat:distribution";
    "Der Datensatz hat keine Distribution." / "The dataset has no distribution.";
    "Hinterlegen Sie mindestens eine Datei oder einen Dienst." / "Provide at least one file or service."
    CONTACT_INVALID = "contact-invalid", Warning, "DCAT-AP.de 3.0, vcard:Kind; Konvention 01";
    "Der Kontakt hat weder eine gültige E-Mail-Adresse noch eine Webadresse oder Telefonnummer." / "The contact has neither a valid e-mail address nor a URL or telephone number.";
    "Geben Sie eine Ansprechstelle mit E-Mail-Adresse oder Kontaktformular an." / "Give a contact with an e-mail address or a contact form."
    ADDRESS_INVALID = "contact-address-invalid", Warning, "RFC 6068, RFC 3966";
    "Die E-Mail-Adresse oder Telefonnummer ist ungültig und wurde nicht übernommen." / "The e-mail address or telephone number is invalid and was not taken over.";
    "Berichtigen Sie die Angabe." / "Mend the value."
    CONTACT_MISSING = "contact-missing", Warning, "DCAT-AP.de 3.0, dcat:Dataset, dcat:contactPoint; Konvention 01";
    "Kein Kontakt angegeben." / "No contact given.";
    "Geben Sie eine Ansprechstelle mit E-Mail-Adresse oder Kontaktformular an." / "Give a contact with an e-mail address or a contact form."
    AGENT_NAME_MISSING = "agent-name-missing", Warning, "DCAT-AP.de 3.0, foaf:Agent, foaf:name";
    "Die Stelle hat keinen Namen; er wurde aus ihrer Adresse oder der Quelle geschlossen, oder die Stelle wurde nicht veröffentlicht." / "The agent has no name; it was concluded from the agent’s address or the source, or the agent was not published.";
    "Geben Sie den Namen an (foaf:name)." / "Give the name (foaf:name)."
    HTML_CLEANED = "html-cleaned", Info, "Konventionenhandbuch, zulässige HTML-Elemente";
    "Der Text enthielt HTML und wurde bereinigt." / "The text held HTML and was cleaned.";
    "Schreiben Sie Beschreibungen als einfachen Text." / "Write descriptions as plain text."
    CHARACTERS_REMOVED = "characters-removed", Info, "XML 1.0, zulässige Zeichen";
    "Der Text enthielt unsichtbare Zeichen; sie wurden entfernt." / "The text held invisible characters; they were removed.";
    "Löschen Sie die Zeichen im Quellsystem; der gefundene Text zeigt sie in spitzen Klammern." / "Delete the characters at the source; the value found shows them in angle brackets."
    FIELD_NOT_MAPPED = "field-not-mapped", Info, "Mapping";
    "Für dieses Feld gibt es in DCAT-AP.de keinen Ort; es bleibt in der Archivkopie erhalten." / "DCAT-AP.de has no place for this field; it remains in the archived copy.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    TRIPLE_NOT_PUBLISHED = "triple-not-published", Info, "Mapping";
    "Diese Aussage gehört nicht zum Datensatz oder schadet anderen Portalen; sie bleibt in der Archivkopie erhalten." / "This statement does not belong to the dataset or harms other portals; it remains in the archived copy.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    LITERAL_PLAIN = "literal-plain", Info, "RDF 1.1, Literale";
    "Der Wert wurde ohne seine Sprachangabe oder seinen Datentyp übernommen." / "The value was taken over without its language or datatype.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    LINK_OUTSIDE = "link-outside", Info, "DCAT-AP.de 3.0, Wertebereiche (SHACL)";
    "Der Verweis führt zu einem Datensatz, einer Reihe oder einem Eintrag außerhalb dieses Katalogs. Diese Eigenschaft verlangt ein Ziel, das im Katalog beschrieben ist; veröffentlicht wurde der Verweis deshalb als allgemeine Beziehung (dcterms:relation)." / "The link leads to a dataset, a series or a record outside of this catalogue. This property demands a target that the catalogue describes; so the link was published as a general relation (dcterms:relation).";
    "Es ist nichts zu tun. Liefern Sie das Ziel mit, wenn es zum selben Katalog gehört." / "Nothing needs to be done. Deliver the target as well if it belongs to the same catalogue."
    SERIES_ELSEWHERE = "series-elsewhere", Info, "DCAT-AP.de 3.0, dcat:inSeries";
    "Die Reihe steht nicht auf derselben Seite der Quelle wie der Datensatz. Der Verweis erscheint, sobald die Quelle die Reihe liefert; bis dahin nur als allgemeine Beziehung (dcterms:relation)." / "The series does not stand on the same page of the source as the dataset. The link is shown as soon as the source delivers the series; until then only as a general relation (dcterms:relation).";
    "Es ist nichts zu tun, wenn die Quelle die Reihe auf einer anderen Seite beschreibt." / "Nothing needs to be done if the source describes the series on another page."
    CATALOG_NOT_TAKEN = "catalog-not-taken", Info, "Harvest";
    "Diese Angaben über den Katalog der Quelle wurden nicht übernommen: Das Portal beschreibt seinen Katalog selbst." / "These statements about the catalogue of the source were not taken over: the portal describes its catalogue itself.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    TERM_RENAMED = "term-renamed", Info, "DCAT-AP.de 3.0, Änderungen gegenüber 2.0";
    "Diese Eigenschaft heißt seit DCAT-AP.de 3.0 anders; der Wert wurde unter dem neuen Namen übernommen." / "This property has another name since DCAT-AP.de 3.0; the value was taken over under the new one.";
    "Nutzen Sie im Quellsystem die Eigenschaften von DCAT-AP.de 3.0." / "Use the properties of DCAT-AP.de 3.0 at the source."
    TERM_REMOVED = "term-removed", Info, "DCAT-AP.de 3.0, Änderungen gegenüber 2.0";
    "Diese Eigenschaft gibt es seit DCAT-AP.de 3.0 nicht mehr, und eine andere sagt nicht dasselbe; der Wert wurde nicht veröffentlicht." / "DCAT-AP.de 3.0 has this property no longer, and no other says the same; the value was not published.";
    "Die Granularität sagt seit 3.0 dcat:temporalResolution mit einer Dauer, zum Beispiel „P1Y“ für jährliche Werte." / "Since 3.0, dcat:temporalResolution tells the granularity by a duration, for example “P1Y” for yearly values."
    VOCABULARY_STATEMENT = "vocabulary-statement", Info, "Mapping";
    "Die Quelle beschreibt Begriffe fremder Vokabulare mit; diese Aussagen gelten dort und wurden nicht übernommen." / "The source also describes terms of other vocabularies; these statements belong there and were not taken over.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    RANGE_VIOLATED = "range-violated", Warning, "DCAT-AP.de 3.0, Wertebereiche (SHACL)";
    "Der Wert hat nicht die Art, die diese Eigenschaft verlangt; er wurde hier nicht veröffentlicht." / "The value is not of the kind this property demands; it was not published here.";
    "Verweisen Sie mit einer IRI auf eine Ressource der verlangten Klasse, oder nutzen Sie eine andere Eigenschaft." / "Refer by IRI to a resource of the class demanded, or use another property."
    NODE_INCOMPLETE = "node-incomplete", Warning, "DCAT-AP.de 3.0, Pflichtangaben (SHACL)";
    "Dieser Angabe fehlt ein Pflichtbestandteil; sie wurde nicht veröffentlicht." / "A mandatory part of this statement is missing; it was not published.";
    "Ergänzen Sie den fehlenden Bestandteil, oder lassen Sie die Angabe weg." / "Add the missing part, or leave the statement out."
    IDENTITY_CONFLICT = "identity-conflict", Error, "Harvest";
    "Der Eintrag beschreibt einen Datensatz, der einer anderen Quelle gehört." / "The record describes a dataset that belongs to another source.";
    "Klären Sie, welche Quelle den Datensatz pflegt." / "Settle which source maintains the dataset."
    PLACE_CONCLUDED = "place-concluded", Info, "DCAT-AP.de 3.0, dcterms:spatial";
    "Der Ort wurde aus dem Herausgeber, der Quelle oder der Ausdehnung geschlossen." / "The place was concluded from the publisher, the source or the extent.";
    "Geben Sie den amtlichen Gemeindeschlüssel an." / "State the official municipality key."
    PLACE_RECOGNISED = "place-recognised", Info, "DCAT-AP.de 3.0, dcterms:spatial";
    "Der Ort ist nur mit seinem Namen angegeben; der amtliche Schlüssel wurde nachgeschlagen." / "The place is given by its name only; the official key was looked up.";
    "Geben Sie den amtlichen Gemeindeschlüssel an." / "State the official municipality key."
    EXTENT_CONCLUDED = "extent-concluded", Info, "DCAT-AP.de 3.0, dcat:bbox";
    "Die Ausdehnung fehlt; genommen wurde die des angegebenen Ortes." / "The extent is missing; that of the place given was taken.";
    "Geben Sie die Ausdehnung an (dcat:bbox), wenn sie eine andere ist." / "State the extent (dcat:bbox) if it is another."
    PLACE_AMBIGUOUS = "place-ambiguous", Warning, "DCAT-AP.de 3.0, dcterms:spatial";
    "Der Ort ist nicht eindeutig; der gefundene Text nennt, was gemeint sein kann." / "The place is not clear; the value found lists what may be meant.";
    "Geben Sie den amtlichen Gemeindeschlüssel an, oder den Kreis oder das Land dazu." / "State the official municipality key, or add the district or state."
    PLACE_UNKNOWN = "place-unknown", Warning, "DCAT-AP.de 3.0, dcterms:spatial";
    "Der Ort ist unbekannt." / "The place is unknown.";
    "Geben Sie einen gültigen amtlichen Gemeindeschlüssel an." / "State a valid official municipality key."
    LEVEL_CONTRADICTED = "level-contradicted", Warning, "DCAT-AP.de 3.0, dcatde:politicalGeocodingLevelURI";
    "Die Verwaltungsebene widerspricht dem amtlichen Schlüssel; genommen wurde die Ebene des Schlüssels." / "The level of administration contradicts the official key; that of the key was taken.";
    "Prüfen Sie Ebene und Schlüssel; zu einem Gemeindeschlüssel gehört die Ebene „municipality“." / "Check level and key; to the key of a municipality belongs the level “municipality”."
    EXTENT_SWAPPED = "extent-swapped", Warning, "DCAT-AP.de 3.0, dcat:bbox";
    "Länge und Breite der Ausdehnung sind vertauscht; sie wurden richtiggestellt." / "Longitude and latitude of the extent are swapped; they were put right.";
    "Geben Sie zuerst die geografische Länge an, dann die Breite." / "Give the longitude first, then the latitude."
    EXTENT_NOWHERE = "extent-nowhere", Warning, "DCAT-AP.de 3.0, dcat:bbox";
    "Die Ausdehnung liegt bei 0° Länge und 0° Breite, im Golf von Guinea; sie wurde nicht veröffentlicht." / "The extent lies at 0° longitude and 0° latitude, in the Gulf of Guinea; it was not published.";
    "Geben Sie die Ausdehnung der Daten an, oder lassen Sie das Feld leer." / "State the extent of the data, or leave the field empty."
    EXTENT_ELSEWHERE = "extent-elsewhere", Warning, "DCAT-AP.de 3.0, dcat:bbox";
    "Die Ausdehnung liegt weder im Gebiet des Herausgebers noch in Deutschland, oder sie ist die ganze Erde; sie wurde so veröffentlicht, wie sie angegeben ist." / "The extent lies neither in the area of the publisher nor in Germany, or it is the whole Earth; it was published as stated.";
    "Prüfen Sie die Ausdehnung (dcat:bbox): West, Süd, Ost, Nord in Grad." / "Check the extent (dcat:bbox): west, south, east, north in degrees."
    EXTENT_FLAT = "extent-flat", Warning, "DCAT-AP.de 3.0, dcat:bbox";
    "Die Ausdehnung ist eine Linie ohne Fläche; sie wurde so veröffentlicht, wie sie angegeben ist." / "The extent is a line without an area; it was published as stated.";
    "Geben Sie West, Süd, Ost und Nord an, oder für einen Punkt seine Koordinaten (dcat:centroid)." / "State west, south, east and north, or for a point its coordinates (dcat:centroid)."
    PLACE_CONTRADICTED = "place-contradicted", Warning, "DCAT-AP.de 3.0, dcterms:spatial";
    "Der amtliche Schlüssel gehört zu einer anderen Gemeinde als der des Herausgebers; er wurde so veröffentlicht, wie er angegeben ist." / "The official key belongs to another municipality than that of the publisher; it was published as stated.";
    "Prüfen Sie den Schlüssel. Stimmt er, ist nichts zu tun." / "Check the key. If it is right, nothing needs to be done."
    DATE_AHEAD = "date-ahead", Warning, "DCAT-AP.de 3.0, dcterms:issued, dcterms:modified";
    "Das Datum liegt in der Zukunft; es wurde so veröffentlicht, wie es angegeben ist." / "The date lies in the future; it was published as stated.";
    "Prüfen Sie das Datum, vor allem das Jahr." / "Check the date, above all the year."
    DATES_REVERSED = "dates-reversed", Warning, "DCAT-AP.de 3.0, dcterms:issued, dcterms:modified";
    "Die Daten sind nach ihrer letzten Änderung veröffentlicht; beides wurde so veröffentlicht, wie es angegeben ist." / "The data were published after their last change; both were published as stated.";
    "Prüfen Sie beide Angaben, vielleicht sind sie vertauscht." / "Check both, perhaps they are swapped."
    PAGE_LINK_REWRITTEN = "page-link-rewritten", Info, "Hydra, Paging";
    "Der Verweis auf die nächste Seite nennt eine innere oder andere Adresse des Servers; gefolgt wurde er unter der eingerichteten Adresse." / "The link to the next page names an inner or other address of the server; it was followed at the configured address.";
    "Stellen Sie im Quellsystem die öffentliche Adresse ein (bei CKAN: ckan.site_url)." / "Set the public address at the source (with CKAN: ckan.site_url)."
    SOURCE_CAPPED = "source-capped", Warning, "Harvest";
    "Die Quelle lieferte weniger Einträge, als sie selbst angibt." / "The source delivered fewer records than it says it has.";
    "Prüfen Sie die Begrenzung (Paging) der Schnittstelle." / "Check the limit (paging) of the interface."
    MODIFIED_CONCLUDED = "modified-concluded", Info, "DCAT-AP.de 3.0, dcterms:modified";
    "Der Stand fehlt; genommen wurde der Tag, an dem die Datei zuletzt geschrieben wurde." / "The date of last change is missing; the day the file was last written was taken.";
    "Tragen Sie den Stand der Daten ein." / "State how old the data are."
    FILE_UNREADABLE = "file-unreadable", Error, "docs/sources.md, folder";
    "Eine Datei des Datensatzes ist nicht lesbar und wurde nicht veröffentlicht." / "A file of the dataset cannot be read and was not published.";
    "Legen Sie die Datei unter genau diesem Namen in den Ordner; der gefundene Text nennt den Grund." / "Put the file into the folder under exactly this name; the value found tells the reason."
    ROWS_DIFFER = "rows-differ", Warning, "docs/sources.md, folder";
    "Zwei Zeilen der Tabelle sagen über denselben Datensatz Verschiedenes; die erste gilt." / "Two rows of the table say different things about the same dataset; the first counts.";
    "Schreiben Sie in alle Zeilen des Datensatzes dasselbe, oder lassen Sie die Zelle in den weiteren Zeilen leer. Ist ein anderer Datensatz gemeint, geben Sie ihm eine eigene Kennung." / "Write the same into all rows of the dataset, or leave the cell empty in the further rows. If another dataset is meant, give it an id of its own."
    COLUMN_UNKNOWN = "column-unknown", Warning, "docs/sources.md, folder";
    "Die Überschrift dieser Spalte ist nicht bekannt, ähnelt aber einer bekannten; ihr Inhalt wurde nicht veröffentlicht." / "The heading of this column is not known but resembles one that is; its content was not published.";
    "Nennen Sie die Spalte wie vorgeschlagen, wenn dasselbe gemeint ist." / "Call the column as proposed if the same is meant."
    COLUMN_REPEATED = "column-repeated", Warning, "docs/sources.md, folder";
    "Zwei Spalten der Tabelle bedeuten dasselbe; die erste gilt." / "Two columns of the table mean the same; the first counts.";
    "Behalten Sie eine der Spalten, oder geben Sie der anderen eine eigene Überschrift." / "Keep one of the columns, or give the other a heading of its own."
    ROWS_SKIPPED = "rows-skipped", Info, "docs/sources.md, folder";
    "Über den Überschriften der Tabelle stehen Zeilen, die keinen Datensatz beschreiben; sie wurden übergangen." / "Rows above the headings of the table describe no dataset; they were passed over.";
    "Es ist nichts zu tun, wenn es nur Titel und Hinweise sind." / "Nothing needs to be done if they are only a title and notes."
    FILE_WITHOUT_METADATA = "file-without-metadata", Warning, "docs/sources.md, folder";
    "Zu dieser Datei gibt es keine Angaben; sie wurde nicht veröffentlicht." / "Nothing is said about this file; it was not published.";
    "Legen Sie neben die Datei eine gleichnamige Datei mit der Endung .toml oder eine Zeile in der Tabelle an." / "Put a file of the same name ending in .toml beside it, or add a row to the table."
    TABLE_NOT_FOUND = "table-not-found", Error, "docs/statistics.md";
    "Die Tabelle, die eine Statistik speist, ist nicht da; ihre letzten Zahlen bleiben stehen." / "The table that feeds a statistic is not there; its last figures stay.";
    "Der gefundene Text nennt, was fehlt: den Datensatz, seine Datei oder eine Antwort ihrer Adresse. Berichtigen Sie die Quelle oder [table] in der Zuordnung." / "The value found tells what is missing: the dataset, its file or an answer of its address. Mend the source, or [table] in the mapping."
    TABLE_UNREADABLE = "table-unreadable", Error, "docs/statistics.md";
    "Die Tabelle ist nicht lesbar; ihre Zahlen sind nicht im Portal." / "The table cannot be read; its figures are not in the portal.";
    "Der gefundene Text nennt den Grund; speichern Sie die Datei neu, oder berichtigen Sie die Zuordnung der Tabelle." / "The value found tells the reason; save the file anew, or mend the mapping of the table."
    TABLE_LAYOUT_CHANGED = "table-layout-changed", Error, "docs/statistics.md";
    "Die Tabelle ist nicht so aufgebaut, wie ihre Zuordnung es erwartet; sie wurde nicht gelesen, damit keine Zahl am falschen Ort erscheint." / "The table is not laid out as its mapping expects; it was not read, so that no figure appears in the wrong place.";
    "Passen Sie die Zuordnung der Tabelle dem neuen Aufbau an; ein Vorschlag lässt sich erzeugen (datenkreis propose-cube)." / "Adapt the mapping of the table to the new layout; a proposal can be made (datenkreis propose-cube)."
    TABLE_WITHOUT_FIGURES = "table-without-figures", Error, "docs/statistics.md";
    "In der Tabelle wurde keine einzige Zahl gelesen." / "Not a single figure was read in the table.";
    "Prüfen Sie in der Zuordnung, wo die Tabelle beginnt und endet und welche Zeilen gelesen werden." / "Check in the mapping where the table begins and ends and which rows are read."
    TABLE_AREA_UNKNOWN = "table-area-unknown", Warning, "docs/statistics.md";
    "Hier sollte ein amtlicher Schlüssel stehen; die Zeile wurde nicht gelesen." / "An official key should stand here; the row was not read.";
    "Schreiben Sie den Gemeindeschlüssel (AGS) oder Regionalschlüssel in die Zelle, oder erklären Sie den Wert in der Zuordnung (codes, within oder leave_out)." / "Write the municipality key (AGS) or the regional key into the cell, or explain the value in the mapping (codes, within or leave_out)."
    TABLE_AREA_NOT_IN_REGISTER = "table-area-not-in-register", Warning, "Gemeindeverzeichnis GV100AD";
    "Diesen Schlüssel kennt das Gemeindeverzeichnis weder heute noch früher; die Zahlen wurden übernommen." / "The register of municipalities knows this key neither today nor in former times; the figures were taken over.";
    "Prüfen Sie den Schlüssel auf Schreibfehler." / "Check the key for slips of the pen."
    TABLE_AREA_DISSOLVED = "table-area-dissolved", Info, "Gemeindeverzeichnis GV100AD";
    "Dieses Gebiet gibt es nicht mehr, und seine Zeile nennt keine Zahl; sie wurde nicht als null gelesen." / "This area is no more, and its row states no figure; it was not read as zero.";
    "Es ist nichts zu tun." / "Nothing needs to be done."
    TABLE_CODE_UNKNOWN = "table-code-unknown", Warning, "docs/statistics.md";
    "Dieser Text bedeutet keinen Wert der Dimension; was unter ihm steht, wurde nicht gelesen." / "This text means no code of the dimension; what stands under it was not read.";
    "Erklären Sie den Text in der Zuordnung der Tabelle (codes oder leave_out)." / "Explain the text in the mapping of the table (codes or leave_out)."
    TABLE_NUMBER_UNREADABLE = "table-number-unreadable", Error, "docs/statistics.md; DIN 55301";
    "Das ist weder eine Zahl noch ein Zeichen der amtlichen Statistik; die Zelle wurde nicht gelesen." / "This is neither a number nor a sign of official statistics; the cell was not read.";
    "Schreiben Sie eine Zahl oder eines der Zeichen - . x / • …, oder erklären Sie den Text in der Zuordnung (signs)." / "Write a number or one of the signs - . x / • …, or explain the text in the mapping (signs)."
    TABLE_NUMBER_AMBIGUOUS = "table-number-ambiguous", Error, "docs/statistics.md";
    "Die Zahl ist mehrdeutig: Punkt oder Komma kann Dezimalzeichen oder Tausendertrennung sein; die Zelle wurde nicht gelesen." / "The number is ambiguous: point or comma may stand before decimals or between thousands; the cell was not read.";
    "Nennen Sie die Zeichen in der Zuordnung, zum Beispiel decimal = \",\" und thousands = \".\"." / "Declare the marks in the mapping, for instance decimal = \",\" and thousands = \".\"."
    TABLE_KEY_REPEATED = "table-key-repeated", Error, "RDF Data Cube, IC-12";
    "Die Tabelle nennt für dasselbe zwei verschiedene Zahlen; die erste gilt." / "The table states two different figures for the same; the first counts.";
    "Berichtigen Sie die Tabelle; oder die Zuordnung unterscheidet etwas nicht, was die Tabelle unterscheidet." / "Mend the table; or the mapping does not tell apart what the table does."
    TABLE_SMALL_NUMBERS = "table-small-numbers", Warning, "docs/statistics.md; § 16 BStatG";
    "Die Tabelle nennt so kleine Zahlen von Teilen einer Gemeinde, dass einzelne Menschen erkennbar sein können. Im Portal sind sie gesperrt, in der Datei selbst stehen sie offen." / "The table states such small figures of parts of a municipality that single people may be recognised. In the portal they are suppressed; in the file itself they stand open.";
    "Sperren Sie in der Datei kleine Zahlen (mit •) und so viele weitere, dass Summen sie nicht verraten, oder fassen Sie Gebiete oder Altersgruppen zusammen." / "Suppress small figures in the file (with •), and as many more as it takes that totals do not tell them, or put areas or age groups together."
    TABLE_ROW_CELLS = "table-row-cells", Warning, "docs/statistics.md; RFC 4180, 2.4";
    "Die Zeile endet vor der letzten Spalte mit Zahlen, oder unter keiner Überschrift steht noch etwas; gelesen wurde, was in den Spalten steht." / "The row ends before the last column of figures, or something stands under no heading; what stands in the columns was read.";
    "Prüfen Sie, ob die Datei abgeschnitten ist oder in der Zeile ein Trennzeichen fehlt oder zu viel ist." / "Check whether the file is cut off, or the row lacks a delimiter or has one too many."
    TABLE_COUNT_IMPLAUSIBLE = "table-count-implausible", Warning, "docs/statistics.md";
    "Eine Anzahl ist kleiner als null oder keine ganze Zahl; sie wurde gelesen, wie sie dasteht." / "A count is below zero or no whole number; it was read as it stands.";
    "Prüfen Sie die Zahl in der Tabelle, und in der Zuordnung Spalte, Dezimalzeichen und Faktor." / "Check the figure in the table, and in the mapping column, decimal mark and factor."
    TABLE_FORMULA_WITHOUT_VALUE = "table-formula-without-value", Error, "docs/statistics.md; ISO/IEC 29500-1, 18.3.1.40";
    "In der Zelle steht eine Formel ohne gespeichertes Ergebnis; sie gilt als leer." / "The cell holds a formula without a stored result; it counts as empty.";
    "Öffnen und speichern Sie die Datei mit einem Tabellenprogramm, das die Formeln ausrechnet, oder veröffentlichen Sie die Werte statt der Formeln." / "Open and save the file with a spreadsheet program that calculates the formulas, or publish values instead of formulas."
    TABLE_ROW_WITHOUT_FIGURES = "table-row-without-figures", Info, "docs/statistics.md";
    "Diese Zeilen nennen weder ein Gebiet noch eine Zahl; sie wurden übergangen." / "These rows name neither an area nor a figure; they were passed over.";
    "Es ist nichts zu tun, wenn es Zwischentitel oder Fußnoten sind." / "Nothing needs to be done if they are subheadings or footnotes."
}
