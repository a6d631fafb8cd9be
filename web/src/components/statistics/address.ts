// The address bar follows what is shown, so that reloading, sharing and the other language show the same.

/** Writes the state of a chart into the address of the page; `state` as the chart's own page has it. */
export function follow(chart: string, path: string, state: URLSearchParams): void {
  const address = new URL(location.href);
  if (address.pathname === path) {
    address.search = state.toString();
  } else {
    tell(address.searchParams, chart, state);
  }
  history.replaceState(history.state, "", address);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".dk-header__language a")) {
    link.search = address.search;
  }
}

/** On a page with several charts each parameter says whom it is for: `pyramide.jahr=2015`. */
function tell(page: URLSearchParams, chart: string, state: URLSearchParams): void {
  for (const name of [...page.keys()]) {
    if (name.startsWith(`${chart}.`)) page.delete(name);
  }
  state.forEach((value, name) => page.append(`${chart}.${name}`, value));
  // Said to all charts, but not to this one any more.
  for (const name of new Set(page.keys())) {
    if (!name.includes(".") && !state.has(name)) page.set(`${chart}.${name}`, "");
  }
}
