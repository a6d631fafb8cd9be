// Builds dist/: one style sheet, fonts and pictures with a hash of their content in the name, a
// Brotli and a gzip copy of everything that shrinks, fonts for charts as PNG, and manifest.json (plain
// name -> hashed name).
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { basename, extname, join } from "node:path";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { compile } from "sass";
import { sfntOfWoff } from "./fonts.mjs";

const root = import.meta.dirname;
const dist = join(root, "dist");

const style = compile(join(root, "src/main.scss"), {
  loadPaths: [join(root, "node_modules")],
  quietDeps: true,
}).css;

await rm(dist, { recursive: true, force: true });
await mkdir(dist);

const { metafile } = await build({
  stdin: { contents: style, loader: "css", resolveDir: join(root, "src"), sourcefile: "main.css" },
  outfile: join(dist, "main.css"),
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  bundle: true,
  minify: true,
  metafile: true,
  // Older browsers that public authorities still use.
  target: ["chrome111", "firefox113", "safari16.4"],
  logLevel: "warning",
});

// Pages work without these; what they add is said where they are.
const scripts = await build({
  entryPoints: [join(root, "src/components/statistics/statistics.ts")],
  outdir: dist,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  metafile: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  logLevel: "warning",
});

const pictures = await build({
  entryPoints: (await readdir(join(root, "src/images"))).map((name) => join(root, "src/images", name)),
  outdir: dist,
  entryNames: "[name]-[hash]",
  loader: { ".svg": "copy", ".png": "copy" },
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const output of [metafile, scripts.metafile, pictures.metafile].flatMap(({ outputs }) => Object.keys(outputs)).sort()) {
  const name = basename(output);
  manifest[name.replace(/-[A-Z0-9]{8}(?=\.[^.]+$)/, "")] = name;
}

// The Open Font License asks that its text goes with the fonts.
const license = await readFile(join(root, "node_modules/@fontsource/fira-sans/LICENSE"));
const licenseHash = createHash("sha256").update(license).digest("hex").slice(0, 8).toUpperCase();
manifest["fira-sans-license.txt"] = `fira-sans-license-${licenseHash}.txt`;
await writeFile(join(dist, manifest["fira-sans-license.txt"]), license);

// For the pictures that the portal draws itself. Not in the manifest, so never sent to browsers.
for (const weight of [400, 600]) {
  const woff = await readFile(join(root, `node_modules/@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff`));
  await writeFile(join(dist, `fira-sans-${weight}.ttf`), sfntOfWoff(woff));
}

for (const name of Object.values(manifest)) {
  // WOFF2 and PNG are compressed already.
  if ([".woff2", ".png"].includes(extname(name))) continue;
  const bytes = await readFile(join(dist, name));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await writeFile(join(dist, `${name}.br`), brotli);
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  console.log(`${name}: ${bytes.length} bytes, ${brotli.length} with Brotli`);
}

// Last: with it, dist/ is complete.
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
