// Builds web/dist: islands, styles and pictures under hashed names, manifest.json, licence notices.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { overBudget, report } from "./budgets.mjs";
import { notices } from "./notices.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");

const islands = (await readdir(path.join(root, "islands")))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `islands/${name}`);

/** Worker, fonts and decoders of the document viewer keep their names in a folder named by version. */
const pdfjs = path.join(root, "node_modules/pdfjs-dist");
const { version } = JSON.parse(await readFile(path.join(pdfjs, "package.json"), "utf8"));
const pdfjsFolder = `pdfjs-${version}`;

/** The browsers that must work: two years back, and Safari from 16.4. */
const target = ["chrome111", "edge111", "firefox115", "safari16.4"];

const options = {
  absWorkingDir: root,
  outdir: "dist",
  outbase: ".",
  entryNames: "[dir]/[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "[dir]/[name]-[hash]",
  loader: { ".svg": "copy" },
  bundle: true,
  format: "esm",
  minify: true,
  target,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"', PDFJS_FOLDER: `"../${pdfjsFolder}/"` },
};

async function copyPdfjs() {
  const folder = path.join(dist, pdfjsFolder);
  await cp(path.join(pdfjs, "legacy/build/pdf.worker.min.mjs"), path.join(folder, "pdf.worker.js"));
  for (const part of ["cmaps", "standard_fonts", "wasm"]) {
    await cp(path.join(pdfjs, part), path.join(folder, part), { recursive: true });
  }
}

/** What the server looks names up in: entry → file, both relative to dist. */
function manifest(metafile) {
  const pairs = Object.entries(metafile.outputs)
    .filter(([, output]) => output.entryPoint !== undefined)
    .map(([file, output]) => [output.entryPoint.replace(/\.ts$/, ".js"), path.posix.relative("dist", file)]);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

// The lobby's island shares no chunk with the others: one small file, one request.
const alone = "islands/lobby.ts";
const shared = [...islands.filter((entry) => entry !== alone), "styles/main.css", "styles/lobby.css", "icons.svg", "favicon.svg"];
const results = [
  await esbuild.build({ ...options, entryPoints: shared, splitting: true }),
  await esbuild.build({ ...options, entryPoints: [alone] }),
];
const metafile = {
  inputs: Object.assign({}, ...results.map((result) => result.metafile.inputs)),
  outputs: Object.assign({}, ...results.map((result) => result.metafile.outputs)),
};

await copyPdfjs();
await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(manifest(metafile), null, 2)}\n`);
await writeFile(path.join(dist, "licenses.txt"), await notices(root, metafile));
const broken = overBudget(await report(root, metafile));
for (const line of broken) console.error(`over budget: ${line}`);
if (broken.length > 0) process.exitCode = 1;
