/** A slider in the place of a list of numbers, or of times. The list stays in the form and is what is sent. */
export class Slider {
  readonly range = document.createElement("input");
  readonly row = document.createElement("div");
  private readonly output = document.createElement("output");
  /** From the lowest number to the highest, from the earliest time to the latest. */
  private readonly options: HTMLOptionElement[];

  constructor(
    readonly list: HTMLSelectElement,
    onInput: (slider: Slider) => void,
  ) {
    const inOrder = new Intl.Collator("en", { numeric: true });
    this.options = [...list.options].sort((one, other) => inOrder.compare(one.value, other.value));
    const { range, output, row } = this;
    range.type = "range";
    range.min = "0";
    range.max = String(this.last);
    range.step = "1";
    range.id = `${list.id}-regler`;
    output.htmlFor.add(range.id);
    // The slider says its value itself; twice is once too often.
    output.setAttribute("aria-live", "off");
    row.className = "dk-controls__slider";
    row.append(range);
    list.before(output);
    list.after(row);
    list.parentElement?.classList.add("dk-controls__field--live");
    [...list.labels].forEach((label) => (label.htmlFor = range.id));
    list.hidden = true;
    range.addEventListener("input", () => {
      this.position = Number(range.value);
      onInput(this);
    });
    this.show();
  }

  get last(): number {
    return this.options.length - 1;
  }

  get position(): number {
    return this.options.findIndex((option) => option.value === this.list.value);
  }

  set position(position: number) {
    this.list.value = this.valueAt(position);
    this.show();
  }

  get value(): number {
    return Number(this.list.value);
  }

  valueAt(position: number): string {
    return this.options[Math.min(Math.max(position, 0), this.last)]?.value ?? "";
  }

  /** After the list was changed. */
  show(): void {
    const text = this.list.selectedOptions[0]?.textContent?.trim() ?? "";
    this.range.value = String(this.position);
    this.range.setAttribute("aria-valuetext", text);
    this.output.value = text;
  }
}
