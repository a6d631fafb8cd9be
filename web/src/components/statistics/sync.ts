// Makes what is shown equal to what came, and leaves alone what is equal already: focus, scroll positions and
// unfolded parts stay, and bars can move to their new place.

/** Makes an element's content equal to another's. */
export function syncContent(shown: Element, fresh: Element): void {
  const [before, after] = [[...shown.childNodes], [...fresh.childNodes]];
  after.forEach((node, index) => {
    const old = before[index];
    if (old) sync(old, node);
    else shown.append(document.importNode(node, true));
  });
  before.slice(after.length).forEach((node) => node.remove());
}

function sync(shown: ChildNode, fresh: ChildNode): void {
  if (shown instanceof Element && isSameKind(shown, fresh)) {
    syncAttributes(shown, fresh);
    syncContent(shown, fresh);
  } else if (shown.nodeType === fresh.nodeType && shown.nodeType !== Node.ELEMENT_NODE) {
    if (shown.nodeValue !== fresh.nodeValue) shown.nodeValue = fresh.nodeValue;
  } else {
    shown.replaceWith(document.importNode(fresh, true));
  }
}

// Of another document, so no instance of this one's classes.
function isSameKind(shown: Element, fresh: Node): fresh is Element {
  return shown.nodeName === fresh.nodeName && shown.id === (fresh as Element).id;
}

function syncAttributes(shown: Element, fresh: Element): void {
  // What a visitor unfolded stays unfolded.
  for (const name of shown.getAttributeNames()) {
    if (name !== "open" && !fresh.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name) ?? "";
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}
