// Builds web/dist: islands, styles and pictures under hashed names, manifest.json, licence notices.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { overBudget, report } from "./budgets.mjs";
import { notices } from "./notices.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const watch = process.argv.includes("--watch");

const islands = (await readdir(path.join(root, "islands")))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `islands/${name}`);

/** The browsers that must work: two years back, and Safari from 16. */
const target = ["chrome111", "edge111", "firefox115", "safari16.2"];

const options = {
  absWorkingDir: root,
  entryPoints: [...islands, "styles/main.css", "styles/lobby.css", "icons.svg", "favicon.svg"],
  outdir: "dist",
  outbase: ".",
  entryNames: "[dir]/[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "[dir]/[name]-[hash]",
  loader: { ".svg": "copy" },
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [{ name: "after", setup: (build) => build.onEnd(finish) }],
};

/** Writes what goes beside the bundles, once esbuild is done. */
async function finish(result) {
  if (result.errors.length > 0) return;
  const manifest = {};
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    if (output.entryPoint === undefined) continue;
    const entry = output.entryPoint.replace(/\.ts$/, ".js");
    manifest[entry] = path.posix.relative("dist", file);
  }
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
  await writeFile(path.join(dist, "licenses.txt"), await notices(root, result.metafile));
  const sizes = await report(root, result.metafile);
  const broken = overBudget(sizes);
  for (const line of broken) console.error(`over budget: ${line}`);
  if (broken.length > 0 && !watch) process.exitCode = 1;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
if (watch) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
