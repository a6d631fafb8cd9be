// Makes charts livelier where scripts run: a slider and a play button for the year, choices that apply at once,
// and a label under the pointer. Everything they show comes from the server as a page does without scripts; the
// form beside each chart does the same by itself.

const WAIT_MS = 120;
const STEP_MS = 700;
const STEP_MS_REDUCED = 1800;
const SPEAK_AFTER_MS = 400;

/** The page at an address, parsed by the browser; the same answer for the same address. */
const pages = new Map<string, Promise<Document>>();

function load(address: string): Promise<Document> {
  const known = pages.get(address);
  if (known) return known;
  const page = new Promise<Document>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () =>
      request.status === 200 && request.responseXML ? resolve(request.responseXML) : reject(new Error(`${request.status}`));
    request.onerror = () => reject(new Error("network"));
    request.send();
  });
  page.catch(() => pages.delete(address));
  pages.set(address, page);
  return page;
}

/** The address that sending the form would lead to; empty choices are left out. */
function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action);
  address.search = "";
  address.hash = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") address.searchParams.append(name, value);
  }
  return address.href;
}

/** One form with the chart it belongs to. */
class Chart {
  private asked = "";
  private timer = 0;
  private playing = 0;
  private readonly year: HTMLSelectElement | null;
  private readonly voice: HTMLElement;
  private slider?: HTMLInputElement;
  private output?: HTMLOutputElement;
  private play?: HTMLButtonElement;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly figure: HTMLElement,
  ) {
    this.year = form.querySelector("select[name=jahr], select[name=zeit]");
    this.voice = document.createElement("p");
    this.voice.setAttribute("role", "status");
    this.voice.className = "dk-hidden";
    form.append(this.voice);
    if (this.year && this.year.options.length > 2) this.addSlider(this.year);
    form.addEventListener("change", (event) => {
      if (event.target !== this.slider) this.soon();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.soon();
    });
  }

  private addSlider(year: HTMLSelectElement): void {
    const row = this.form.querySelector<HTMLElement>("[data-dk-slider]");
    if (!row) return;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(year.options.length - 1);
    slider.step = "1";
    slider.id = `${this.figure.id}-regler`;
    const label = document.createElement("label");
    label.htmlFor = slider.id;
    label.textContent = row.dataset.label ?? "";
    const output = document.createElement("output");
    output.htmlFor.add(slider.id);
    const play = document.createElement("button");
    play.type = "button";
    play.className = "kern-btn kern-btn--tertiary";
    row.append(label, slider, output, play);
    row.hidden = false;
    [this.slider, this.output, this.play] = [slider, output, play];
    slider.addEventListener("input", () => {
      this.pause();
      this.choose(Number(slider.value));
    });
    year.addEventListener("change", () => this.pause());
    play.addEventListener("click", () => (this.playing ? this.pause() : this.start()));
    this.pause();
    this.showYear();
  }

  /** Years stand newest first in the list, and oldest first on the slider. */
  private option(position: number): HTMLOptionElement | undefined {
    const options = this.year?.options;
    return options?.[options.length - 1 - position];
  }

  private choose(position: number): void {
    const option = this.option(position);
    if (!option || !this.year) return;
    this.year.value = option.value;
    this.showYear();
    this.soon();
  }

  private showYear(): void {
    if (!this.slider || !this.year || !this.output) return;
    const shown = this.year.selectedOptions[0]?.textContent?.trim() ?? "";
    this.slider.value = String(this.year.options.length - 1 - this.year.selectedIndex);
    this.slider.setAttribute("aria-valuetext", shown);
    this.output.value = shown;
  }

  private start(): void {
    const last = Number(this.slider?.max);
    if (Number(this.slider?.value) === last) this.choose(0);
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.playing = window.setInterval(
      () => {
        const next = Number(this.slider?.value) + 1;
        if (next > last) return this.pause();
        this.choose(next);
        const after = this.option(next + 1);
        if (after) void load(this.addressFor(after.value));
      },
      reduced ? STEP_MS_REDUCED : STEP_MS,
    );
    this.label("pause");
  }

  private pause(): void {
    window.clearInterval(this.playing);
    this.playing = 0;
    this.label("play");
  }

  private label(state: "play" | "pause"): void {
    if (this.play) this.play.textContent = this.form.dataset[state] ?? "";
  }

  private addressFor(year: string): string {
    const address = new URL(addressOf(this.form));
    address.searchParams.set(this.year?.name ?? "jahr", year);
    return address.href;
  }

  private soon(): void {
    this.showYear();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.update(), this.playing ? 0 : WAIT_MS);
  }

  private async update(): Promise<void> {
    const address = addressOf(this.form);
    this.asked = address;
    try {
      const page = await load(address);
      // Somebody was faster than the answer.
      if (this.asked !== address) return;
      const fresh = page.getElementById(this.figure.id);
      if (!fresh) throw new Error("no such chart");
      const opened = [...this.figure.querySelectorAll("details")].map((details) => details.open);
      this.figure.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
      this.figure.querySelectorAll("details").forEach((details, index) => (details.open = opened[index] ?? false));
      history.replaceState(null, "", address);
      this.speak(fresh.querySelector(".dk-chart__title")?.textContent ?? "");
    } catch {
      // As without scripts: the browser goes there and says what is wrong.
      location.assign(address);
    }
  }

  private speak(text: string): void {
    if (this.playing) return;
    window.setTimeout(() => (this.voice.textContent = text), SPEAK_AFTER_MS);
  }
}

/** A label that follows the pointer over what has a `data-label`. */
function labels(): void {
  const label = document.createElement("div");
  label.className = "dk-chart__label";
  label.setAttribute("aria-hidden", "true");
  label.hidden = true;
  document.body.append(label);
  const hide = (): void => {
    label.hidden = true;
  };
  document.addEventListener("pointermove", (event) => {
    const target = event.target instanceof Element ? event.target.closest<SVGElement>("[data-label]") : null;
    const text = target?.dataset.label;
    if (!text) return hide();
    label.textContent = text;
    label.hidden = false;
    const { width, height } = label.getBoundingClientRect();
    const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - width - 4);
    const top = event.clientY - height - 12 < 0 ? event.clientY + 16 : event.clientY - height - 12;
    label.style.setProperty("left", `${Math.max(4, left)}px`);
    label.style.setProperty("top", `${top}px`);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("scroll", hide, { passive: true });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-dk-chart]")) {
  const figure = document.getElementById(form.dataset.dkChart ?? "");
  if (figure) new Chart(form, figure);
}
labels();
