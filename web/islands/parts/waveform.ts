/**
 * The waveform of a sound, over its time range: how loud it is, and how far it has played. A click goes there; the range
 * below it is what keys and screen readers use.
 */

const svg = "http://www.w3.org/2000/svg";
/** How many bars are drawn, and how high (of 100) silence is. */
const bars = 180;
const quiet = 3;

/** A drawing of `peaks` (0 to 255), as tall as its box. */
export function drawing(peaks: readonly number[]): SVGSVGElement {
  const count = Math.min(bars, peaks.length);
  const heights = Array.from({ length: count }, (_, n) => {
    const [from, to] = [n, n + 1].map((at) => Math.floor((at * peaks.length) / count));
    return Math.max(quiet, ...peaks.slice(from, to).map((peak) => Math.sqrt(peak / 255) * 100));
  });
  const line = heights.map((height, n) => `M${n + 0.5} ${50 - height / 2}v${height.toFixed(1)}`).join("");
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${count} 100`);
  picture.setAttribute("preserveAspectRatio", "none");
  for (const name of ["all", "played"]) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", line);
    picture.append(path);
  }
  return picture;
}

/** A box that shows the waveform at `address` for `media` once it has arrived; an empty one if it does not. */
export function waveform(media: HTMLMediaElement, address: string): HTMLElement {
  const box = document.createElement("div");
  box.className = "wave";
  box.setAttribute("aria-hidden", "true");
  const show = (): void => {
    const played = media.duration > 0 ? media.currentTime / media.duration : 0;
    box.style.setProperty("--played", `${(played * 100).toFixed(2)}%`);
  };
  for (const event of ["timeupdate", "seeking", "durationchange", "emptied"]) media.addEventListener(event, show);
  box.addEventListener("click", (event) => {
    const { left, width } = box.getBoundingClientRect();
    if (Number.isFinite(media.duration)) media.currentTime = ((event.clientX - left) / width) * media.duration;
  });
  void fetch(address)
    .then(async (answer) => {
      const peaks = answer.ok ? ((await answer.json()) as number[]) : [];
      if (peaks.length > 0) box.append(drawing(peaks));
    })
    .catch(() => undefined);
  return box;
}
