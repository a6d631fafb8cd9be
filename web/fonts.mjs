// WOFF is an sfnt (TrueType or OpenType) file with its tables compressed one by one: W3C, WOFF 1.0,
// sections 3 to 5. The charts that the portal draws as PNG need the plain file.
import { inflateSync } from "node:zlib";

const HEADER = { woff: 44, sfnt: 12 };
const ENTRY = { woff: 20, sfnt: 16 };

/** The sfnt file in a WOFF file. */
export function sfntOfWoff(woff) {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF file");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => table(woff, HEADER.woff + index * ENTRY.woff));
  const sfnt = Buffer.alloc(woff.readUInt32BE(16));
  woff.copy(sfnt, 0, 4, 8);
  sfnt.writeUInt16BE(count, 4);
  // What a reader needs to search the list of tables by halves (OpenType, "Table directory").
  const power = Math.floor(Math.log2(count));
  sfnt.writeUInt16BE(2 ** power * ENTRY.sfnt, 6);
  sfnt.writeUInt16BE(power, 8);
  sfnt.writeUInt16BE((count - 2 ** power) * ENTRY.sfnt, 10);
  let offset = HEADER.sfnt + count * ENTRY.sfnt;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = HEADER.sfnt + index * ENTRY.sfnt;
    tag.copy(sfnt, entry);
    sfnt.writeUInt32BE(checksum, entry + 4);
    sfnt.writeUInt32BE(offset, entry + 8);
    sfnt.writeUInt32BE(bytes.length, entry + 12);
    bytes.copy(sfnt, offset);
    offset += Math.ceil(bytes.length / 4) * 4;
  }
  return sfnt;
}

function table(woff, entry) {
  const [offset, compressed, length, checksum] = [4, 8, 12, 16].map((place) => woff.readUInt32BE(entry + place));
  const bytes = woff.subarray(offset, offset + compressed);
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum,
    bytes: compressed < length ? inflateSync(bytes) : bytes,
  };
}
