const GAP_PX = 12;
const EDGE_PX = 4;

/** A label that follows the pointer over what has a `data-label`; a finger shows it by touching. */
export function showLabels(): void {
  const label = document.createElement("div");
  label.className = "dk-chart__label";
  // The table says the same to everybody.
  label.setAttribute("aria-hidden", "true");
  label.hidden = true;
  document.body.append(label);
  const hide = (): void => {
    label.hidden = true;
  };
  const show = (event: PointerEvent): void => {
    const target = event.target instanceof Element ? event.target.closest<SVGElement>(".dk-plot [data-label]") : null;
    const text = target?.dataset.label;
    if (!text) return hide();
    label.textContent = text;
    label.hidden = false;
    const { width, height } = label.getBoundingClientRect();
    const left = Math.min(event.clientX + GAP_PX, document.documentElement.clientWidth - width - EDGE_PX);
    const above = event.clientY - height - GAP_PX;
    label.style.setProperty("left", `${Math.max(EDGE_PX, left)}px`);
    label.style.setProperty("top", `${above < 0 ? event.clientY + GAP_PX + EDGE_PX : above}px`);
  };
  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
  document.documentElement.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("scroll", hide, { passive: true });
}
