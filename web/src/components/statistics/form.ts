// The form beside a chart.

/** The page of the chart that sending the form would lead to; empty choices are left out. */
export function addressOf(form: HTMLFormElement): URL {
  const address = new URL(form.action);
  address.search = "";
  address.hash = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") address.searchParams.append(name, value);
  }
  return address;
}

/** Makes the fields equal to those of a form that came. Fields that stay keep focus and what is being typed; `made`
 * is told of each that is new. */
export function refresh(form: HTMLFormElement, fresh: HTMLFormElement, made: (field: HTMLElement) => void): void {
  const known = new Map(fieldsOf(form).map((field) => [controlOf(field)?.id, field]));
  let before: HTMLElement | null = null;
  for (const field of fieldsOf(fresh)) {
    const control = controlOf(field);
    const old = known.get(control?.id);
    known.delete(control?.id);
    if (old && shapeOf(old) === shapeOf(field)) {
      const shown = controlOf(old);
      if (shown && control && shown !== document.activeElement) shown.value = control.value;
      before = old;
      continue;
    }
    const added = document.importNode(field, true);
    if (old) old.replaceWith(added);
    else if (before) before.after(added);
    else form.prepend(added);
    made(added);
    before = added;
  }
  known.forEach((gone) => gone.remove());
}

export function fieldsOf(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(".dk-controls__field")];
}

function controlOf(field: HTMLElement): HTMLSelectElement | HTMLInputElement | null {
  return field.querySelector<HTMLSelectElement | HTMLInputElement>("[name]");
}

/** What can be chosen. */
function shapeOf(field: HTMLElement): string {
  return [...field.querySelectorAll("option")].map((option) => option.value).join(" ");
}
