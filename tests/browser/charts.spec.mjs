// Charts in the hand: keys, fingers, no scripts, narrow screens, paper.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, startPortal } from "./portal.mjs";

const PYRAMID = "/demografie/05978/pyramide";
const AREA = "/demografie/05978032";
// More than a step of the player takes.
const A_STEP_MS = 1500;

describe("charts", () => {
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

  // A page with nothing to complain about.
  async function open(path, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(portal.base + path, { waitUntil: "networkidle" });
    const close = async () => {
      assert.deepEqual(complaints, []);
      await context.close();
    };
    return { page, close };
  }

  // What is shown when `what` is: a chart changes a moment after it is asked to.
  const until = (page, what, argument) => page.waitForFunction(what, argument, { timeout: 10_000 });
  const address = (page) => new URL(page.url());
  const years = (page) =>
    page.locator("#pyramide-jahr option").evaluateAll((options) => options.map(({ value }) => value).sort());
  const chosenYear = (page) => page.locator("#pyramide-jahr").inputValue();
  // Years to come are told apart: "2040 (Vorausberechnung)".
  const shownYear = (page, year) =>
    until(page, (year) => / (\d{4})( \(Vorausberechnung\))?,/.exec(document.querySelector("#pyramide .dk-chart__subtitle").textContent)?.[1] === year, year);

  test("the slider is moved by keys, says the year, and all follow: picture, words, table, address", async () => {
    const { page, close } = await open(PYRAMID);
    const all = await years(page);
    assert.ok(all.length > 1, "there are years to choose from");
    const [first, last] = [all[0], all.at(-1)];
    const slider = page.getByRole("slider", { name: "Jahr" });
    const says = async () => (await slider.getAttribute("aria-valuetext")).slice(0, 4);
    const newest = await chosenYear(page);
    assert.equal(await says(), newest);
    assert.ok(newest < last, "the newest year counted, not one to come");
    await slider.focus();
    for (const [key, expected] of [["ArrowLeft", all[all.indexOf(newest) - 1]], ["Home", first], ["ArrowRight", all[1]], ["End", last], ["Home", first]]) {
      const before = await page.locator("#pyramide .dk-chart__picture").innerHTML();
      const moves = (await says()) !== expected;
      await page.keyboard.press(key);
      assert.equal(await says(), expected, key);
      await shownYear(page, expected);
      await until(page, (year) => new URL(location.href).searchParams.get("jahr") === year, expected);
      assert.match(await slider.getAttribute("aria-valuetext"), expected > newest ? /Vorausberechnung/ : /^\d{4}$/);
      assert.equal((await page.locator("#pyramide .dk-chart__picture").innerHTML()) !== before, moves, key);
      assert.match(await page.locator("#pyramide caption").textContent(), new RegExp(`${expected}( \\(Vorausberechnung\\))?$`));
      assert.ok(await slider.evaluate((element) => element === document.activeElement), "the focus stays");
    }
    // One message, a moment later.
    const title = await page.locator("#pyramide .dk-chart__title").innerText();
    const voice = page.locator("form[data-dk-chart=pyramide] [role=status]");
    await until(page, ([text]) => document.querySelector("form[data-dk-chart=pyramide] p[role=status]").textContent === text, [title]);
    assert.equal(await voice.count(), 1);
    // The rest of the page says the same.
    const plain = (text) => text.replace(/\s/g, " ");
    assert.ok(plain(await page.title()).startsWith(plain(title)), "the title of the page");
    assert.equal(plain(await page.locator("h1").textContent()), plain(title));
    await close();
  });

  for (const [name, path, slider, view] of [
    ["its own page", PYRAMID, "pyramide-jahr-regler", "pyramide"],
    ["a page with others", "/demografie/05978", "pyramide-jahr-regler", "pyramide"],
  ]) {
    test(`what was chosen is there after reloading, on ${name}, and in the other language`, async () => {
      const { page, close } = await open(path);
      const pictures = () => page.locator(".dk-chart__picture").evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
      const before = await pictures();
      await page.locator(`#${slider}`).focus();
      await page.keyboard.press("Home");
      await page.selectOption(`#${view}-art`, "anteil");
      await until(page, (view) => decodeURIComponent(location.search).includes("art=anteil") &&
        document.querySelector(`#${view} .dk-chart__subtitle`).textContent.includes("Prozent"), view);
      assert.equal(address(page).pathname, path);
      const changed = await pictures();
      assert.equal(changed.filter((picture, index) => picture !== before[index]).length, 1, "only this chart changed");
      await page.reload();
      assert.deepEqual(await pictures(), changed);
      const german = await page.locator(`#${view} rect`).count();
      await page.locator(".dk-header__language a").click();
      await page.waitForURL(/\/en\//);
      assert.match(await page.locator(`#${view} .dk-chart__subtitle`).innerText(), /percent/);
      assert.equal(await page.locator(`#${view} rect`).count(), german);
      await close();
    });
  }

  test("years go by themselves when asked to, and stop when asked to, by keys", async () => {
    const { page, close } = await open(PYRAMID);
    const all = await years(page);
    const play = page.getByRole("button", { name: "Abspielen" });
    const stop = page.getByRole("button", { name: "Anhalten" });
    assert.equal(await stop.count(), 0, "nothing moves by itself");
    await play.focus();
    await page.keyboard.press("Enter");
    // It goes on from the year shown.
    await shownYear(page, all[all.indexOf(await chosenYear(page))]);
    assert.ok(await stop.isVisible());
    await page.keyboard.press("Space");
    assert.ok(await play.isVisible());
    // What was on its way when it stopped still arrives.
    await page.waitForTimeout(A_STEP_MS);
    const stopped = page.url();
    await page.waitForTimeout(A_STEP_MS);
    assert.equal(page.url(), stopped);
    // It ends with the newest year.
    await page.keyboard.press("Enter");
    await page.waitForFunction((last) => location.search.includes(`jahr=${last}`), all.at(-1), { timeout: all.length * 2000 + 5000 });
    await until(page, () => [...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Abspielen"));
    await close();
  });

  test("the address of a dashboard keeps the time of one tile, and the slider is moved by keys", async () => {
    const { page, close } = await open("/dashboards/soziales");
    const tile = "kachel-geborene-gemeinden";
    const pictures = () => page.locator(".dk-chart__picture").evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
    const before = await pictures();
    const slider = page.locator(`#${tile}-zeit-regler`);
    const first = await page.locator(`#${tile}-zeit option`).last().getAttribute("value");
    await slider.focus();
    await page.keyboard.press("Home");
    assert.equal(await slider.getAttribute("aria-valuetext"), first);
    await until(page, ([tile, time]) => new URL(location.href).searchParams.get(`${tile}.zeit`) === time, [tile, first]);
    assert.equal(address(page).pathname, "/dashboards/soziales");
    const changed = await pictures();
    assert.equal(changed.filter((picture, index) => picture !== before[index]).length, 1, "only this tile changed");
    await page.reload();
    assert.deepEqual(await pictures(), changed);
    await close();
  });

  test("who wants less motion gets steps, not glides", async () => {
    for (const [reducedMotion, glides] of [["reduce", false], ["no-preference", true]]) {
      const { page, close } = await open(PYRAMID, { reducedMotion });
      const newest = await chosenYear(page);
      const bar = page.locator("#pyramide rect[data-label]").first();
      const duration = await bar.evaluate((element) => parseFloat(getComputedStyle(element).transitionDuration));
      assert.equal(duration > 0, glides, reducedMotion);
      await page.getByRole("button", { name: "Abspielen" }).click();
      await until(page, (year) => location.search.includes(`jahr=${year}`), newest);
      if (!glides) {
        await page.waitForTimeout(A_STEP_MS);
        assert.match(page.url(), new RegExp(`jahr=${newest}`), "slower");
      }
      await page.getByRole("button", { name: "Anhalten" }).click();
      await close();
    }
  });

  test("a birth cohort is followed through the years, by typing and by its bar", async () => {
    const { page, close } = await open(PYRAMID);
    const all = await years(page);
    const field = page.getByLabel("Geburtsjahrgang verfolgen");
    await field.fill("1960");
    await page.keyboard.press("Enter");
    const ages = async (year) => {
      await shownYear(page, year);
      await until(page, () => document.querySelector("#pyramide [data-followed]"));
      assert.equal(await page.locator("#pyramide [data-followed]").count(), 2, "men and women");
      assert.match(await page.locator("#pyramide .dk-chart__text").innerText(), /Der Jahrgang 1960/);
      return page.locator("#pyramide [data-followed]").first().getAttribute("data-label");
    };
    const holds = (label, age) => {
      const [, from, to] = label.match(/, (\d+)(?:–(\d+)|\+)? Jahre/).map(Number);
      return from <= age && age <= (to || (label.includes("+") ? 200 : from));
    };
    const newest = await chosenYear(page);
    assert.ok(holds(await ages(newest), Number(newest) - 1960));
    await page.locator("#pyramide-jahr-regler").focus();
    await page.keyboard.press("Home");
    assert.ok(holds(await ages(all[0]), Number(all[0]) - 1960));
    // The marked bar ends it, another one is followed.
    const click = async (bar) => {
      await bar.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await bar.boundingBox();
      await page.mouse.click(x + width / 2, y + height / 2);
    };
    await click(page.locator("#pyramide [data-followed]").first());
    await until(page, () => !document.querySelector("#pyramide [data-followed]") && !location.search.includes("jahrgang"));
    const bar = page.locator("#pyramide [data-cohort]").nth(10);
    const born = await bar.getAttribute("data-cohort");
    await click(bar);
    await until(page, (born) => document.querySelector("#pyramide [data-followed]") && location.search.includes(`jahrgang=${born}`), born);
    assert.equal(await field.inputValue(), born);
    // What is no year is not sent.
    await field.fill("19");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(500);
    assert.ok(address(page).search.includes(`jahrgang=${born}`));
    await close();
  });

  test("age limits move by keys and never pass each other", async () => {
    const { page, close } = await open(PYRAMID);
    const middle = page.getByRole("slider", { name: "Mittlere Altersgruppe ab" });
    const old = page.getByRole("slider", { name: "Älteste Altersgruppe ab" });
    const limits = async () => [Number(await middle.getAttribute("aria-valuetext")), Number(await old.getAttribute("aria-valuetext"))];
    assert.deepEqual(await limits(), [20, 65]);
    await old.focus();
    await page.keyboard.press("ArrowLeft");
    const [, moved] = await limits();
    assert.ok(moved < 65);
    await until(page, (age) => document.querySelector("#pyramide .dk-chart__title").textContent.includes(`${age} Jahre oder älter`), moved);
    assert.equal(address(page).searchParams.get("grenzen"), `20-${moved}`);
    await middle.focus();
    await page.keyboard.press("End");
    const [from, to] = await limits();
    assert.ok(from < to, `${from} < ${to}`);
    await old.focus();
    await page.keyboard.press("Home");
    const [still, least] = await limits();
    assert.ok(still < least, `${still} < ${least}`);
    await until(page, (text) => location.search.includes(text), `grenzen=${still}-${least}`);
    await close();
  });

  test("without scripts the same charts, at the same place", async () => {
    const paths = ["/demografie", "/demografie/05978", AREA, PYRAMID, "/indikator/altenquotient", "/vergleich", "/en/demography/05978"];
    for (const width of [320, 1200]) {
      const looks = [];
      for (const javaScriptEnabled of [true, false]) {
        const { page, close } = await open(paths[0], { javaScriptEnabled, viewport: { width, height: 900 } });
        const seen = {};
        for (const path of paths) {
          await page.goto(portal.base + path, { waitUntil: "networkidle" });
          const pictures = page.locator(".dk-chart__picture");
          for (let index = 0; index < (await pictures.count()); index += 1) {
            const picture = pictures.nth(index);
            const { x, y, width, height } = await picture.boundingBox();
            const pixels = path === PYRAMID || path === AREA ? (await picture.screenshot()).toString("base64") : "";
            seen[`${path} ${index}`] = { markup: await picture.innerHTML(), place: [x, y, width, height].map(Math.round), pixels };
          }
        }
        looks.push(seen);
        if (javaScriptEnabled) assert.ok((await page.locator("input[type=range]").count()) > 0, "scripts ran");
        else assert.equal(await page.locator("input[type=range]").count(), 0, "no scripts ran");
        await close();
      }
      const [live, plain] = looks;
      assert.ok(Object.keys(plain).length > 10, "there are charts");
      assert.deepEqual(Object.keys(live), Object.keys(plain));
      for (const [name, { markup, place, pixels }] of Object.entries(live)) {
        assert.equal(markup, plain[name].markup, `${name}, ${width} px: markup`);
        assert.deepEqual(place, plain[name].place, `${name}, ${width} px: place`);
        assert.ok(pixels === plain[name].pixels, `${name}, ${width} px: pixels`);
      }
    }
  });

  test("without scripts the form gives what the slider gives", async () => {
    const plain = await open(PYRAMID, { javaScriptEnabled: false });
    const [first] = await years(plain.page);
    await plain.page.selectOption("#pyramide-jahr", first);
    await plain.page.selectOption("#pyramide-grenzen-alt", { index: 3 });
    const old = await plain.page.locator("#pyramide-grenzen-alt").inputValue();
    await plain.page.fill("#pyramide-jahrgang", "1960");
    await plain.page.selectOption("#pyramide-grenzen-mitte", { index: 0 });
    await plain.page.getByRole("button", { name: "Anzeigen" }).click();
    await plain.page.waitForURL(/jahr=/);
    assert.ok((await plain.page.locator("#pyramide [data-followed]").count()) === 2);
    assert.equal(await plain.page.locator("#pyramide-grenzen-alt").inputValue(), old);
    const live = await open(plain.page.url().slice(portal.base.length));
    const picture = ({ page }) => page.locator("#pyramide .dk-chart__picture").innerHTML();
    assert.equal(await picture(live), await picture(plain));
    await live.close();
    await plain.close();
  });

  test("tables are unfolded, reached and scrolled by keys", async () => {
    const { page, close } = await open(PYRAMID, { viewport: { width: 320, height: 640 } });
    const summary = page.locator("#pyramide summary", { hasText: "Zahlen als Tabelle" });
    await summary.focus();
    await page.keyboard.press("Enter");
    const region = page.getByRole("region", { name: /Zahlen als Tabelle/ });
    assert.ok(await region.isVisible());
    await page.keyboard.press("Tab");
    assert.ok(await region.evaluate((element) => element === document.activeElement));
    const ring = await region.evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.notEqual(ring, "none", "the focus can be seen");
    await page.keyboard.press("PageDown");
    await until(page, () => document.activeElement.scrollTop > 0);
    // Browsers scroll smoothly: until the place stays the same.
    await until(page, () => {
      const { scrollTop } = document.activeElement;
      const { before } = window;
      window.before = scrollTop;
      return new Promise((answer) => setTimeout(() => answer(before === scrollTop && document.activeElement.scrollTop === scrollTop), 200));
    });
    // Every figure leads to where it comes from.
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.getAttribute("href")), /^\/id\/beobachtung\//);
    // The table stays where it is while the chart changes.
    await page.locator("#pyramide-jahr-regler").focus();
    await region.evaluate((element) => element.scrollTo({ top: 40, behavior: "instant" }));
    const scrolled = await region.evaluate((element) => element.scrollTop);
    assert.ok(scrolled > 0);
    await page.keyboard.press("Home");
    await shownYear(page, (await years(page))[0]);
    assert.ok(await region.isVisible());
    assert.equal(await region.evaluate((element) => element.scrollTop), scrolled);
    await close();
  });

  test("marks tell their values to a pointer and to a finger", async () => {
    const { page, close } = await open(AREA, { hasTouch: true });
    const label = page.locator(".dk-chart__label");
    for (const [view, mark, tells] of [
      ["pyramide", "rect[data-label]", /^Männer, \d+.* Jahre: [\d.]+.Menschen \(\d+,\d.%\)$/],
      ["entwicklung", "rect[data-label]", /^\d{4} · Selm [\d.]+/],
      ["bilanz", "rect[data-label]", /^Geburten, \d{4}: \d+/],
      ["altersgruppen", "rect[data-label]", /: \d+,\d.% \([\d.]+.Menschen\)$/],
    ]) {
      const bar = page.locator(`#${view} ${mark}`).first();
      await bar.scrollIntoViewIfNeeded();
      const box = await bar.boundingBox();
      const place = [box.x + box.width / 2, box.y + box.height / 2];
      for (const show of [() => page.mouse.move(...place), () => page.touchscreen.tap(...place)]) {
        await page.keyboard.press("Escape");
        await label.waitFor({ state: "hidden" });
        await page.mouse.move(2, 2);
        await show();
        await label.waitFor({ state: "visible" });
        assert.match(await label.innerText(), tells, view);
        const { x, y, width } = await label.boundingBox();
        assert.ok(x >= 0 && y >= 0 && x + width <= 1200, `${view}: the label lies in the window`);
      }
    }
    await close();
  });

  test("nothing on the pages of charts is wider than 320 px", async () => {
    const { page, close } = await open("/demografie/05978", { viewport: { width: 320, height: 640 } });
    const own = () => page.locator(".dk-chart__files p a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const paths = ["/", "/en/", "/demografie", "/en/demography", "/indikator/einwohner", "/vergleich", "/en/comparison", "/demografie/methode/vorausberechnung", "/dashboards/soziales", ...(await own())];
    await page.goto(`${portal.base}/en/demography/05978`);
    paths.push(...(await own()), `${PYRAMID}?vergleichsjahr=2015&jahrgang=1960&art=anteil`);
    assert.ok(paths.length > 14, "the pages of charts are among them");
    for (const path of paths) {
      await page.goto(portal.base + path);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${path}: ${width} px wide`);
      // What is cut off at the edge does not count as wide. Labels of maps are wide areas' names.
      const cut = await page.locator(".dk-plot text:visible").evaluateAll((texts) =>
        texts.map((text) => [text.textContent, text.getBoundingClientRect()]).filter(([, { left, right }]) => left < 0 || right > 320).map(([text]) => text));
      assert.deepEqual(cut, [], `${path}: cut labels`);
    }
    await close();
  });

  test("paper has the charts and their tables", async () => {
    const { page, close } = await open(PYRAMID);
    await page.emulateMedia({ media: "print" });
    const shows = (selector) => page.locator(selector).first().isVisible();
    assert.ok(await shows("#pyramide .dk-chart__picture svg"));
    assert.ok(await shows("#pyramide table"), "the table is unfolded");
    const region = page.locator("#pyramide .dk-scroll");
    assert.ok(await region.evaluate((element) => element.scrollHeight <= element.clientHeight + 1), "nothing is cut off");
    assert.equal(await shows("form"), false);
    assert.equal(await shows("#pyramide pre"), false, "markup for embedding is not for paper");
    // The page of an area has all its charts and the table of indicators on two sheets.
    await page.goto(portal.base + AREA, { waitUntil: "networkidle" });
    for (const picture of await page.locator(".dk-chart__picture").all()) assert.ok(await picture.isVisible());
    assert.ok(await page.getByRole("table").first().isVisible());
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page[^s]/g).length;
    assert.ok(sheets <= 2, `${sheets} sheets`);
    await close();
  });
});
