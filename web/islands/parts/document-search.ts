/** The search in a document: a line below the tools with what is sought, how many there are, and the way through them. */

import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { TextContent } from "pdfjs-dist/types/src/display/api.js";
import { places, stretch } from "./found-text.js";
import { button, icon, node } from "./nodes.js";

/** How long (ms) nothing is typed until the search begins, and after how many pages it says how far it is. */
const pause = 250;
const telling = 100;

/** What the search asks of the document around it. */
export interface Reader {
  readonly pages: PDFDocumentProxy;
  /** The page that is open. */
  page(): number;
  /** Opens a page, and says when its text lies over it. */
  open(page: number): Promise<HTMLElement | undefined>;
  readonly word: (name: string) => string;
  readonly sprite: string;
}

interface Match {
  page: number;
  place: [number, number];
}

export class DocumentSearch {
  readonly form = node("form", { class: "document-search", role: "search", hidden: "" });
  readonly #field = node("input", { class: "input", type: "search", autocomplete: "off", spellcheck: "false", maxlength: "200" });
  readonly #said = node("span", { class: "muted", role: "status" });
  readonly #reader: Reader;
  readonly #texts: (string | undefined)[] = [];
  #sought = "";
  #matches: Match[] = [];
  #at = -1;
  #round = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(reader: Reader, closed: () => void) {
    this.#reader = reader;
    const { word, sprite } = reader;
    const tool = (picture: string, name: string, act: () => void): HTMLButtonElement => {
      const made = button(icon(sprite, picture), "button quiet square");
      made.setAttribute("aria-label", word(name));
      made.title = word(name);
      made.addEventListener("click", act);
      return made;
    };
    this.#field.setAttribute("aria-label", word("search"));
    this.#field.placeholder = word("search");
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => void this.#seek(), pause);
    });
    this.form.append(
      this.#field,
      this.#said,
      node("span", { class: "steps" },
        tool("up", "found-before", () => void this.#step(-1)),
        tool("down", "found-after", () => void this.#step(1)),
        tool("close", "search-close", () => { this.close(); closed(); })),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.#typing);
      void (this.#sought === this.#field.value.trim() ? this.#step(1) : this.#seek());
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.close();
        closed();
      } else if (event.key === "Enter" && event.shiftKey && event.target === this.#field) {
        event.preventDefault();
        void this.#step(-1);
      }
    });
  }

  /** Shows the line, ready for typing. */
  open(): void {
    this.form.hidden = false;
    this.#field.focus();
    this.#field.select();
  }

  close(): void {
    this.form.hidden = true;
    clearTimeout(this.#typing);
    this.#round += 1;
    this.#sought = "";
    this.#matches = [];
    mark([], undefined);
  }

  /** Marks what was found on a page that was drawn anew. */
  drawn(page: number, text: HTMLElement): void {
    const here = this.#matches.filter((match) => match.page === page);
    const current = this.#matches[this.#at];
    const all = here.map(({ place }) => stretch(text, place));
    mark(all, current === undefined ? undefined : all[here.indexOf(current)]);
  }

  /** Goes through the whole document, from the open page on; whoever types again meanwhile wins. */
  async #seek(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.#sought = this.#field.value.trim();
    this.#matches = [];
    this.#at = -1;
    mark([], undefined);
    this.#said.textContent = "";
    if (this.#sought === "") return;
    const { pages, word } = this.#reader;
    const matches: Match[] = [];
    for (let page = 1; page <= pages.numPages; page += 1) {
      for (const place of places(await this.#text(page), this.#sought)) matches.push({ page, place });
      if (round !== this.#round) return;
      if (page % telling === 0) this.#said.textContent = `${word("page")} ${page} ${word("of")} ${pages.numPages}`;
    }
    this.#matches = matches;
    const first = matches.findIndex((match) => match.page >= this.#reader.page());
    await this.#show(Math.max(first, 0));
  }

  /** The text of a page, as it is laid over it. */
  async #text(page: number): Promise<string> {
    const known = this.#texts[page];
    if (known !== undefined) return known;
    // Not getTextContent(), which walks through a stream as Safari cannot.
    const reader = ((await this.#reader.pages.getPage(page)).streamTextContent() as ReadableStream<TextContent>).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value.items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    }
    this.#texts[page] = text;
    return text;
  }

  async #step(by: number): Promise<void> {
    if (this.#sought !== this.#field.value.trim()) return this.#seek();
    const total = this.#matches.length;
    if (total > 0) await this.#show((this.#at + by + total) % total);
  }

  async #show(at: number): Promise<void> {
    const { word } = this.#reader;
    const match = this.#matches[at];
    if (match === undefined) {
      this.#said.textContent = word("found-none");
      return;
    }
    this.#at = at;
    this.#said.textContent = `${at + 1} ${word("of")} ${this.#matches.length}`;
    const text = await this.#reader.open(match.page);
    if (text === undefined || this.#matches[this.#at] !== match) return;
    this.drawn(match.page, text);
    const shown = stretch(text, match.place).startContainer.parentElement;
    shown?.scrollIntoView({ block: "center", inline: "nearest" });
  }
}

/** Paints what was found, and the one among it that is looked at. */
function mark(all: Range[], current: Range | undefined): void {
  // Browsers that cannot paint stretches select the one.
  if (!("highlights" in CSS)) {
    const selection = getSelection();
    // Safari keeps the caret of a field in the same selection: without anything to select it is left alone.
    if (current === undefined) return;
    selection?.removeAllRanges();
    selection?.addRange(current);
    return;
  }
  // Safari paints anew what a stretch is taken from, not what another takes the place of.
  for (const name of ["found", "found-one"]) CSS.highlights.get(name)?.clear();
  CSS.highlights.set("found", new Highlight(...all));
  CSS.highlights.set("found-one", new Highlight(...(current === undefined ? [] : [current])));
}
