/**
 * `<transcript-panel data-entry>` around the server's beginning of a transcript: when it is opened it brings all of it,
 * marks and follows what is said, searches, and changes the language. Words: data-label-{matches,none,failed}.
 * Links with data-at are gone to by watching.ts.
 */

import { CueList } from "./parts/cue-list.js";
import { cuesOf, folded, type Cue } from "./parts/cues.js";
import { keep, kept } from "./parts/kept.js";
import { film } from "./parts/moments.js";

class TranscriptPanel extends HTMLElement {
  #list: CueList | undefined;
  #cues: Cue[] = [];
  #folded: string[] = [];
  #current = -1;
  #matches: number[] = [];
  #match = -1;
  /** Which track is wanted; an answer for another one came too late. */
  #wanted = "";

  connectedCallback(): void {
    const details = this.#one("details", HTMLDetailsElement);
    if (details === null || this.#list !== undefined) return;
    details.addEventListener("toggle", () => {
      keep("transcript", details.open ? "open" : "");
      if (details.open && this.#wanted === "") void this.#load();
      if (details.open) this.#follow(true);
    });
    const media = film();
    for (const event of ["timeupdate", "seeked"]) media?.addEventListener(event, () => { this.#follow(false); });
    this.#listen();
    if (kept("transcript") === "open") details.open = true;
  }

  #one<T extends Element>(selector: string, kind: new () => T): T | null {
    const found = this.querySelector(selector);
    return found instanceof kind ? found : null;
  }

  #listen(): void {
    this.#one("select[data-language]", HTMLSelectElement)?.addEventListener("change", () => { void this.#load(); });
    const search = this.#one("[data-search]", HTMLInputElement);
    search?.addEventListener("input", () => { this.#search(search.value); });
    search?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#go(event.shiftKey ? -1 : 1);
    });
    this.#one("[data-previous]", HTMLButtonElement)?.addEventListener("click", () => { this.#go(-1); });
    this.#one("[data-next]", HTMLButtonElement)?.addEventListener("click", () => { this.#go(1); });
    const follow = this.#one("[data-follow]", HTMLInputElement);
    follow?.addEventListener("change", () => { this.#follow(true); });
    // Whoever scrolls wants to read on by themselves.
    const scroll = this.#one("[data-scroll]", HTMLElement);
    const stop = (): void => { if (follow !== null) follow.checked = false; };
    for (const event of ["wheel", "touchmove"]) scroll?.addEventListener(event, stop, { passive: true });
    scroll?.addEventListener("keydown", (event) => {
      if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/u.test(event.key)) stop();
    });
  }

  async #load(): Promise<void> {
    const chosen = this.#one("[data-language]", HTMLElement);
    const scroll = this.#one("[data-scroll]", HTMLElement);
    if (!(chosen instanceof HTMLSelectElement || chosen instanceof HTMLInputElement) || scroll === null) return;
    const track = chosen.value;
    const language = chosen instanceof HTMLSelectElement ? chosen.selectedOptions[0]?.lang : chosen.dataset.lang;
    this.#wanted = track;
    const page = `/media/${this.dataset.entry ?? ""}`;
    let text: string;
    try {
      const answer = await fetch(`${page}/captions/${track}`);
      if (!answer.ok) throw new Error(String(answer.status));
      text = await answer.text();
    } catch {
      this.#say(this.dataset.labelFailed ?? "");
      this.#wanted = "";
      return;
    }
    if (this.#wanted !== track) return;
    this.#cues = cuesOf(text);
    this.#folded = [];
    this.#current = -1;
    this.#list ??= new CueList(scroll);
    this.#list.show(this.#cues, language ?? "", page);
    const tools = this.#one("[data-tools]", HTMLElement);
    if (tools !== null) tools.hidden = false;
    this.#search(this.#one("[data-search]", HTMLInputElement)?.value ?? "");
    this.#follow(true);
  }

  /** Marks what is said now, and scrolls to it if that is wanted; `again` also where nothing changed. */
  #follow(again: boolean): void {
    const media = film();
    if (media === null || this.#list === undefined || !this.querySelector("details")?.open) return;
    const now = last(this.#cues, media.currentTime);
    if (now === this.#current && !again) return;
    this.#current = now;
    this.#list.current = now;
    if (now >= 0 && this.#one("[data-follow]", HTMLInputElement)?.checked === true) this.#list.reveal(now);
  }

  #search(text: string): void {
    const sought = folded(text.trim());
    if (this.#folded.length === 0) this.#folded = this.#cues.map((cue) => folded(cue.words));
    this.#matches = sought === "" ? [] : this.#folded.flatMap((words, index) => (words.includes(sought) ? [index] : []));
    this.#match = -1;
    this.#list?.seek(sought);
    for (const name of ["[data-previous]", "[data-next]"]) {
      const step = this.#one(name, HTMLButtonElement);
      if (step !== null) step.disabled = this.#matches.length === 0;
    }
    if (sought === "") this.#say("");
    else if (this.#matches.length === 0) this.#say(this.dataset.labelNone ?? "");
    else this.#go(1);
  }

  #go(step: 1 | -1): void {
    const count = this.#matches.length;
    if (count === 0 || this.#list === undefined) return;
    this.#match = this.#match < 0 && step < 0 ? count - 1 : (this.#match + step + count) % count;
    const index = this.#matches[this.#match] ?? 0;
    const follow = this.#one("[data-follow]", HTMLInputElement);
    if (follow !== null) follow.checked = false;
    this.#list.found = index;
    this.#list.reveal(index);
    const said = (this.dataset.labelMatches ?? "").replace("%i", String(this.#match + 1)).replace("%n", String(count));
    this.#say(said);
  }

  #say(text: string): void {
    const region = this.querySelector("[data-found]");
    if (region !== null) region.textContent = text;
  }
}

/** The last cue that has begun at `time`; -1 before the first. */
function last(cues: Cue[], time: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.start ?? Infinity) <= time + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

customElements.define("transcript-panel", TranscriptPanel);
