// The demo, harvested and served on a port of its own, and a browser to look at it.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.DATENKREIS_BINARY ?? join(root, "target/release/datenkreis");

/** A port that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => probe.once("listening", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

// Copies the demo's configuration and gives it another address and data directory.
function configure(directory, base) {
  cpSync(join(root, "config"), join(directory, "config"), { recursive: true });
  const path = join(directory, "config/demo.toml");
  const values = {
    base_url: `"${base}"`,
    listen: `"${base.slice("http://".length)}"`,
    data_dir: '"../data"',
    harvest_at_start: "false",
  };
  let text = readFileSync(path, "utf8").replace(/^metrics_listen = .*\n/m, "");
  for (const [key, value] of Object.entries(values)) {
    text = text.replace(new RegExp(`^${key} = .*$`, "m"), `${key} = ${value}`);
  }
  writeFileSync(path, text);
  return path;
}

/** Starts the portal; `base` is its address, `stop` ends it. */
export async function startPortal() {
  const directory = mkdtempSync(join(tmpdir(), "datenkreis-browser-"));
  const base = `http://127.0.0.1:${await freePort()}`;
  const config = configure(directory, base);
  const harvest = spawnSync(binary, ["harvest", "--config", config], { encoding: "utf8" });
  if (harvest.status !== 0) {
    throw new Error(`the harvest failed: ${harvest.error ?? harvest.stdout + harvest.stderr}`);
  }
  const server = spawn(binary, ["serve", "--config", config], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((end) => server.once("exit", end));
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes("läuft auf")) break;
  }
  server.stdout.resume();
  return {
    base,
    async stop() {
      server.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
}

/** Starts the browser, told to call nobody by itself. */
export function startBrowser(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** The pages that are looked at: the address of a dataset is taken from the search. */
export async function pages(base) {
  const html = await (await fetch(`${base}/suche`, { headers: { accept: "text/html" } })).text();
  const dataset = html.match(/href="(?:http:\/\/[^"/]*)?(\/dataset\/[^"/]+\/[^"/.]+)"/)?.[1];
  if (!dataset) throw new Error("the search shows no dataset");
  const region = await (await fetch(`${base}/qualitaet`, { headers: { accept: "text/html" } })).text();
  const step = region.match(/href="(\/qualitaet\/[^"?]+\?schritt=[^"&]+)"/)?.[1];
  if (!step) throw new Error("the quality page shows no next step");
  const own = step.split("?")[0];
  const query = encodeURIComponent("SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 20");
  return {
    start: "/",
    search: "/suche?q=bev%C3%B6lkerung",
    "search without hits": "/suche?q=gibtesnicht",
    dataset,
    status: "/status",
    quality: "/qualitaet",
    "quality of a municipality": own,
    "quality, one step": step,
    sparql: "/sparql",
    "sparql answer": `/sparql?query=${query}`,
    check: "/pruefen",
    demography: "/demografie",
    "a municipality": "/demografie/05978032",
    "the district": "/demografie/05978?vergleich=05978032",
    "a chart": "/demografie/05978/pyramide?jahr=2015&vergleichsjahr=2018&jahrgang=1960",
    "a chart, embedded": "/demografie/05978032/bilanz/einbetten",
    "a chart of a year to come": "/demografie/05978/pyramide?jahr=2040",
    "how the population is projected": "/demografie/methode/vorausberechnung",
    "the same in English": "/en/demography/method/projection",
    dashboards: "/dashboards",
    "a dashboard": "/dashboards/soziales",
    "a dashboard of a municipality": "/dashboards/soziales?gebiet=05978008",
    "a tile": "/dashboards/soziales/hilfearten",
    indicator: "/indikator/wanderungssaldo-je-1000",
    comparison: "/vergleich?gebiet=05978032&gebiet=05978036&gebiet=05978",
    question: "/frage?frage=Welche%20Gemeinde%20ist%20am%20%C3%A4ltesten%3F",
    "question not understood": "/frage?frage=Wie%20wird%20das%20Wetter%3F",
    "a figure": "/id/beobachtung/bevoelkerung-stand/05978032/2024/T/_T",
    "a projected figure": "/id/beobachtung/bevoelkerung-vorausberechnung/05978/2040/T/_T/mittel",
    "a calculated figure": "/id/beobachtung/kennzahlen/05978032/2015/altenquotient",
    "a slice": "/id/schnitt/bevoelkerung-stand/05978032/2015",
    cube: "/kubus/bevoelkerung-stand",
    about: "/ueber",
    "legal notice": "/impressum",
    privacy: "/datenschutz",
    accessibility: "/barrierefreiheit",
    error: "/gibt-es-nicht",
    "start in English": "/en/",
    "search in English": "/en/search?q=bev%C3%B6lkerung",
    "dataset in English": `/en${dataset}`,
    "status in English": "/en/status",
    "quality in English": "/en/quality",
    "sparql in English": "/en/sparql",
    "check in English": "/en/check",
    "demography in English": "/en/demography",
    "a municipality in English": "/en/demography/05978032",
    "question in English": "/en/question",
    "about in English": "/en/about",
  };
}
