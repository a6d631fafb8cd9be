import { follow } from "./address";
import { addressOf, fieldsOf, refresh } from "./form";
import { load } from "./load";
import { Slider } from "./slider";
import { syncContent } from "./sync";

const WAIT_MS = 120;
const STEP_MS = 900;
const STEP_MS_REDUCED = 2000;
const SPEAK_AFTER_MS = 400;

/** What tells which chart a page of its own is about. */
const ABOUT_THE_CHART = ["h1", ".dk-breadcrumb"];

/** One form with the chart it belongs to. */
export class Chart {
  private asked = "";
  private waiting = 0;
  private speaking = 0;
  /** The number of the walk through the years that is under way, or 0. */
  private walk = 0;
  private walks = 0;
  private sliders: Slider[] = [];
  private readonly voice = document.createElement("p");
  private readonly play = document.createElement("button");
  private readonly playLabel = document.createElement("span");

  constructor(
    private readonly form: HTMLFormElement,
    private readonly figure: HTMLElement,
  ) {
    this.voice.setAttribute("role", "status");
    this.voice.className = "dk-hidden";
    form.append(this.voice);
    this.play.type = "button";
    this.play.className = "kern-btn kern-btn--tertiary dk-controls__play";
    this.playLabel.className = "kern-label";
    this.play.append(this.playLabel);
    this.play.addEventListener("click", () => (this.walk ? this.stop() : void this.start()));
    this.stop();
    fieldsOf(form).forEach((field) => this.enhance(field));
    form.addEventListener("change", (event) => {
      if (!this.sliders.some(({ range }) => range === event.target)) this.soon();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.soon();
    });
    figure.addEventListener("click", (event) => this.followCohort(event.target));
    // Bars lead to their cohort only here.
    figure.classList.add("dk-chart--live");
  }

  private enhance(field: HTMLElement): void {
    const list = field.querySelector<HTMLSelectElement>("select[data-dk-slider]");
    if (!list || list.options.length < 2) return;
    const slider = new Slider(list, (moved) => {
      this.stop();
      this.keepApart(moved);
      this.soon();
    });
    if (list.dataset.dkSlider === "play") slider.row.append(this.play);
    this.sliders.push(slider);
  }

  /** The slider of the years or other times that can be played. */
  private times(): Slider | undefined {
    return this.sliders.find(({ list }) => list.dataset.dkSlider === "play");
  }

  /** The oldest age group begins after the middle one: a limit stops at the other. */
  private keepApart(moved: Slider): void {
    const [middle, old] = this.sliders.filter(({ list }) => list.name === "grenzen");
    if (!middle || !old) return;
    while (moved === middle && middle.value >= old.value && middle.position > 0) middle.position -= 1;
    while (moved === old && old.value <= middle.value && old.position < old.last) old.position += 1;
  }

  /** A bar leads to its birth cohort; the bar of the cohort that is followed ends that. */
  private followCohort(target: EventTarget | null): void {
    const bar = target instanceof Element ? target.closest<SVGElement>("[data-cohort]") : null;
    const field = this.form.querySelector<HTMLInputElement>("input[name=jahrgang]");
    if (!bar || !field) return;
    field.value = bar.dataset.followed === undefined ? (bar.dataset.cohort ?? "") : "";
    this.soon();
  }

  private async start(): Promise<void> {
    const times = this.times();
    if (!times) return;
    const walk = (this.walks += 1);
    this.walk = walk;
    this.playLabel.textContent = this.form.dataset.pause ?? "";
    const pause = matchMedia("(prefers-reduced-motion: reduce)").matches ? STEP_MS_REDUCED : STEP_MS;
    let position = times.position === times.last ? 0 : times.position;
    while (this.walk === walk) {
      // The field may be another one by now.
      const slider = this.times();
      if (!slider) break;
      slider.position = position;
      await this.update();
      if (position >= slider.last) break;
      position += 1;
      void load(this.addressAt(slider, position)).catch(() => undefined);
      await new Promise((resolve) => window.setTimeout(resolve, pause));
    }
    if (this.walk === walk) this.stop();
  }

  private stop(): void {
    const walked = this.walk !== 0;
    this.walk = 0;
    this.playLabel.textContent = this.form.dataset.play ?? "";
    if (walked) this.speak();
  }

  private addressAt(times: Slider, position: number): string {
    const address = addressOf(this.form);
    address.searchParams.set(times.list.name, times.valueAt(position));
    return address.href;
  }

  private soon(): void {
    this.stop();
    this.sliders.forEach((slider) => slider.show());
    window.clearTimeout(this.waiting);
    if (!this.form.reportValidity()) return;
    this.waiting = window.setTimeout(() => void this.update(), WAIT_MS);
  }

  private async update(): Promise<void> {
    const address = addressOf(this.form);
    this.asked = address.href;
    try {
      const page = await load(address.href);
      // Somebody was faster than the answer.
      if (this.asked !== address.href) return;
      this.show(page, address);
    } catch {
      // As without scripts: the browser goes there and says what is wrong.
      location.assign(address);
    }
  }

  private show(page: Document, address: URL): void {
    const fresh = page.getElementById(this.figure.id);
    const form = page.querySelector<HTMLFormElement>(`form[data-dk-chart="${this.figure.id}"]`);
    if (!fresh || !form) throw new Error("no such chart");
    syncContent(this.figure, fresh);
    refresh(this.form, form, (field) => this.enhance(field));
    this.sliders = this.sliders.filter(({ row }) => row.isConnected);
    this.sliders.forEach((slider) => slider.show());
    if (location.pathname === address.pathname) {
      document.title = page.title;
      for (const part of ABOUT_THE_CHART) {
        const [shown, came] = [document.querySelector(part), page.querySelector(part)];
        if (shown && came) syncContent(shown, came);
      }
    }
    const canonical = page.querySelector<HTMLLinkElement>("link[rel=canonical]");
    follow(this.figure.id, address.pathname, new URL(canonical?.href ?? address.href).searchParams);
    this.speak();
  }

  /** One message after the last change; while years go by there is none. */
  private speak(): void {
    window.clearTimeout(this.speaking);
    if (this.walk) return;
    this.speaking = window.setTimeout(() => {
      this.voice.textContent = this.figure.querySelector(".dk-chart__title")?.textContent ?? "";
    }, SPEAK_AFTER_MS);
  }
}
