/** The cues of a WebVTT text, as they are read rather than shown: one line each, without markup. */

export interface Cue {
  /** Seconds of the film. */
  start: number;
  end: number;
  words: string;
}

const entities: Record<string, string> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u{a0}", lrm: "\u{200e}", rlm: "\u{200f}",
};

const times = /^((?:\d+:)?\d\d:\d\d\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d\d:\d\d\.\d{3})/u;

function seconds(text: string): number {
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function plain(text: string): string {
  return text
    .replace(/<v(?:\.[^ >]*)?[ \t\n]+([^>]*)>/gu, "$1: ")
    .replace(/<[^>]*>/gu, "")
    .replace(/&(\w+);/gu, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/gu, " ")
    .trim();
}

/** All cues, by their beginnings. */
export function cuesOf(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of text.replace(/\r\n?/gu, "\n").split(/\n{2,}/u)) {
    const lines = block.split("\n");
    const at = lines.findIndex((line) => line.includes("-->"));
    const found = times.exec(lines[at] ?? "");
    if (found === null) continue;
    const words = plain(lines.slice(at + 1).join("\n"));
    if (words !== "") cues.push({ start: seconds(found[1] ?? ""), end: seconds(found[2] ?? ""), words });
  }
  return cues.sort((a, b) => a.start - b.start);
}

/** Without marks and case, for comparing. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
