// axe finds nothing on any page: light, dark, narrow. Reflow and keyboard.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { pages, startBrowser, startPortal } from "./portal.mjs";

const LOOKS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: "light" },
  "narrow and dark": { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
};
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("accessibility", () => {
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

  for (const [look, options] of Object.entries(LOOKS)) {
    test(`axe finds nothing: ${look}`, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const found = [];
      for (const [name, path] of Object.entries(await pages(portal.base))) {
        await page.goto(portal.base + path);
        // Everything that can be unfolded is looked at, too.
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), RULES);
        for (const { id, nodes } of violations) {
          found.push(`${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
        }
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }

  // A result with violations, findings and long values; it has no address of its own.
  const FAULTY = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://a.example/1> a dcat:Dataset ; dct:descripton "Tippfehler" ; dcat:theme "educ" ; dct:issued "gestern" ;
  dcat:distribution [ a dcat:Distribution ; dcat:accessURL <https://a.example/${"lang".repeat(60)}.xlsx> ; dct:format "Excel" ] .
<https://a.example/1> kaputt:x "1" .`;

  for (const [look, options] of Object.entries(LOOKS)) {
    test(`axe finds nothing on the result of a check: ${look}`, async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const found = [];
      for (const [path, title] of [["/pruefen", /^Ergebnis/], ["/en/check", /^Result/]]) {
        await page.goto(portal.base + path);
        await page.fill("#dokument", FAULTY);
        await Promise.all([page.waitForNavigation(), page.click(".dk-check button[type=submit]")]);
        assert.match(await page.title(), title);
        assert.ok((await page.locator(".dk-finding--error").count()) > 0, "it shows violations");
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), RULES);
        found.push(...violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > options.viewport.width) found.push(`${path}: ${width} px wide`);
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }

  test("nothing scrolls sideways at 320 px, nor with wide text spacing", async () => {
    const context = await browser.newContext(LOOKS.narrow);
    const page = await context.newPage();
    for (const [name, path] of Object.entries(await pages(portal.base))) {
      await page.goto(portal.base + path);
      for (const spaced of [false, true]) {
        if (spaced) {
          // WCAG 1.4.12
          await page.evaluate(() => {
            for (const element of document.querySelectorAll("*")) {
              element.style.lineHeight = "1.5";
              element.style.letterSpacing = "0.12em";
              element.style.wordSpacing = "0.16em";
            }
          });
        }
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${name}${spaced ? ", spaced" : ""}: ${width} px wide`);
      }
    }
    await context.close();
  });

  test("the first stop of every page skips to its content", async () => {
    const page = await browser.newPage();
    for (const [name, path] of Object.entries(await pages(portal.base))) {
      // Nothing stands before a chart that is embedded elsewhere.
      if (path.endsWith("/einbetten")) continue;
      await page.goto(portal.base + path);
      await page.keyboard.press("Tab");
      const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
      assert.match(target ?? "", /^#./, name);
      await page.keyboard.press("Enter");
      const inMain = await page.evaluate(
        (id) => document.getElementById(id)?.closest("main") !== null && document.getElementById(id) !== null,
        target.slice(1),
      );
      assert.ok(inMain, `${name}: ${target} is not in the content`);
    }
    await page.close();
  });

  test("the first hit is at most twelve stops away", async () => {
    const page = await browser.newPage();
    await page.goto(`${portal.base}/suche`);
    const skip = page.getByRole("link", { name: "Zu den Ergebnissen" });
    await skip.focus();
    await page.keyboard.press("Enter");
    let stops = 1;
    for (; stops <= 12; stops += 1) {
      await page.keyboard.press("Tab");
      const href = await page.evaluate(() => document.activeElement.getAttribute("href") ?? "");
      if (/\/dataset\//.test(href)) break;
    }
    assert.ok(stops <= 12, "more than twelve stops");
    await page.close();
  });

  test("every stop shows where it is", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      for (const path of ["/", "/suche", "/demografie", "/demografie/05978/pyramide", (await pages(portal.base)).dataset]) {
        await page.goto(portal.base + path);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        for (let stop = 0; stop < 25; stop += 1) {
          await page.keyboard.press("Tab");
          const seen = await page.evaluate(() => {
            const { activeElement: element } = document;
            if (element === document.body) return true;
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
            return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
          });
          const what = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200));
          assert.ok(seen, `${path}: no ring around ${what}`);
        }
      }
      await context.close();
    }
  });

  test("forced colours and print keep the content", async () => {
    const page = await browser.newPage();
    const { dataset } = await pages(portal.base);
    await page.goto(portal.base + dataset);
    for (const media of [{ forcedColors: "active" }, { media: "print" }]) {
      await page.emulateMedia(media);
      for (const level of [1, 2]) {
        const heading = page.getByRole("heading", { level }).first();
        assert.ok(await heading.isVisible(), JSON.stringify({ ...media, level }));
      }
    }
    await page.close();
  });
});
