// Makes charts livelier where scripts run: sliders and a play button, choices that apply at once, and a label under
// the pointer. Everything they show comes from the server as a page does without scripts; the form beside each chart
// does the same by itself.
import { Chart } from "./chart";
import { showLabels } from "./labels";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-dk-chart]")) {
  const figure = document.getElementById(form.dataset.dkChart ?? "");
  if (figure) new Chart(form, figure);
}
showLabels();
