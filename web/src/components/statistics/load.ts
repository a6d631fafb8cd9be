/** The page at an address, parsed by the browser; the same answer for the same address. */
const pages = new Map<string, Promise<Document>>();

export function load(address: string): Promise<Document> {
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
