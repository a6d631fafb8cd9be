// What a visit costs and tells: no third party, no cookie, little weight, no script needed.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pages, startBrowser, startPortal } from "./portal.mjs";

const BUDGET_BYTES = 80_000;
// Charts with their tables, the script, and everything else.
const CHARTS_BUDGET_BYTES = 120_000;

describe("visits", () => {
  let portal;
  let browser;

  before(async () => {
    portal = await startPortal();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
  });

  test("no page asks anybody else, sets a cookie or breaks its own rules", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const foreign = [];
    const complaints = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`${portal.base}/`) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("console", (message) => {
      // The browser itself remarks that the error page is an error.
      if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    for (const [name, path] of Object.entries(await pages(portal.base))) {
      await page.goto(portal.base + path, { waitUntil: "networkidle" });
      assert.deepEqual(foreign, [], name);
      assert.deepEqual(complaints, [], name);
    }
    assert.deepEqual(await context.cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    await context.close();
  });

  test("a first visit is light, a second one lighter", async () => {
    const { start, search, dataset } = await pages(portal.base);
    for (const path of [start, search, dataset]) {
      const context = await browser.newContext();
      const first = await transfer(context, portal.base + path);
      assert.ok(first.bytes <= BUDGET_BYTES, `${path}: ${first.bytes} bytes`);
      assert.ok(first.requests <= 8, `${path}: ${first.requests} requests`);
      const second = await transfer(context, portal.base + path);
      assert.ok(second.bytes <= 20_000, `${path} again: ${second.bytes} bytes`);
      await context.close();
    }
  });

  test("pages of charts are light, too", async () => {
    const paths = ["/demografie", "/demografie/05978", "/demografie/05978032", "/demografie/05978/pyramide", "/vergleich", "/en/demography"];
    const indicators = await (await fetch(`${portal.base}/demografie`, { headers: { accept: "text/html" } })).text();
    paths.push(...new Set([...indicators.matchAll(/href="(\/indikator\/[^"?]+)"/g)].map(([, path]) => path)));
    assert.ok(paths.length > 10, "there are indicators");
    for (const path of paths) {
      const context = await browser.newContext();
      const { bytes, requests } = await transfer(context, portal.base + path);
      assert.ok(bytes <= CHARTS_BUDGET_BYTES, `${path}: ${bytes} bytes`);
      assert.ok(requests <= 8, `${path}: ${requests} requests`);
      await context.close();
    }
  });

  test("everything works without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(portal.base);
    await page.getByRole("searchbox").first().fill("Bevölkerung");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/suche\?/);
    assert.match(await page.getByRole("heading", { level: 2, name: /Datensätze gefunden/ }).innerText(), /\d/);
    const hit = page.locator('main a[href*="/dataset/"]').first();
    await hit.click();
    await page.waitForURL(/\/dataset\//);
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
    await page.goto(`${portal.base}/sparql`);
    await page.getByRole("textbox").first().fill("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }");
    await page.locator("main form button").first().click();
    await page.waitForURL(/query=/);
    assert.ok(await page.getByRole("table").first().isVisible());
    await context.close();
  });

  test("both languages lead to each other", async () => {
    const page = await browser.newPage();
    for (const [german, english] of [["/", "/en/"], ["/ueber", "/en/about"], ["/status", "/en/status"]]) {
      await page.goto(portal.base + german);
      assert.equal(await page.locator("html").getAttribute("lang"), "de");
      await page.locator('a[hreflang="en"]').first().click();
      await page.waitForURL(portal.base + english);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.locator('a[hreflang="de"]').first().click();
      await page.waitForURL(portal.base + german);
    }
    await page.close();
  });
});

// Bytes over the wire and number of requests of one visit.
async function transfer(context, url) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  const cached = new Set();
  client.on("Network.requestServedFromCache", ({ requestId }) => cached.add(requestId));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (encodedDataLength > 0 && !cached.has(requestId)) requests += 1;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await page.close();
  return { bytes, requests };
}
