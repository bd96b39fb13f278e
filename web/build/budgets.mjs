// Compressed sizes per page entry (with every chunk it loads at start) and what each may weigh.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** kB (1,000 bytes) of gzip; sums name what one page loads together. */
const budgets = {
  "styles/lobby.css": 5,
  "styles/main.css": 16,
  "islands/lobby.js": 3,
  "islands/shell.js": 4,
  "lobby page: styles/lobby.css + islands/lobby.js + icons.svg + favicon.svg": 12,
  "media page: styles/main.css + islands/shell.js + islands/player.js + islands/watching.js + islands/transcript.js + islands/access-watch.js + islands/attendance.js + node_modules/hls.js/dist/hls.light.mjs + icons.svg": 250,
};

/** Prints the table and returns kB per entry, and per sum above. */
export async function report(root, metafile) {
  const weights = new Map();
  for (const file of Object.keys(metafile.outputs)) {
    weights.set(file, gzipSync(await readFile(path.join(root, file)), { level: 9 }).length / 1000);
  }
  const loads = new Map();
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint === undefined) continue;
    loads.set(output.entryPoint.replace(/\.ts$/, ".js"), startFiles(metafile, file));
  }
  const weigh = (files) => [...files].reduce((sum, file) => sum + weights.get(file), 0);
  const sizes = new Map([...loads].map(([entry, files]) => [entry, weigh(files)]));
  for (const name of Object.keys(budgets)) {
    if (!name.includes(" + ")) continue;
    const parts = name.slice(name.indexOf(": ") + 2).split(" + ");
    sizes.set(name, weigh(new Set(parts.flatMap((part) => [...(loads.get(part) ?? [])]))));
  }
  console.log("kB compressed, with the chunks loaded at start:");
  for (const [entry, size] of sizes) console.log(`${size.toFixed(1).padStart(8)}  ${entry}`);
  return sizes;
}

/** One line for each entry that weighs more than it may. */
export function overBudget(sizes) {
  return Object.entries(budgets)
    .filter(([entry, limit]) => (sizes.get(entry) ?? 0) > limit)
    .map(([entry, limit]) => `${entry} is ${sizes.get(entry).toFixed(2)} kB, allowed ${limit} kB`);
}

/** The output file and all it imports statically. */
function startFiles(metafile, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path: next, kind } of metafile.outputs[file].imports) {
    if (kind === "import-statement") startFiles(metafile, next, seen);
  }
  return seen;
}
