/**
 * `<document-viewer data-src data-play-url data-icons data-name data-prints …>`: shows a PDF page by page (n of m) with its
 * text laid over it for selecting and reading aloud, searches it, prints it if it has data-prints, and counts that it was opened. Which page is open stands in data-open; an
 * event `pageopen` says that it is another. What the server put inside stays when the document cannot be shown, with
 * data-label-failed before it. Words: data-label-{tools,previous,next,page,of,zoom-in,zoom-out,fit,failed}, those of
 * the search {search,search-close,found-none,found-before,found-after} and of printing
 * {print,print-from,print-until,print-cancel,print-range}.
 */

import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy, type RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import { printing } from "./parts/document-print.js";
import { DocumentSearch } from "./parts/document-search.js";
import { listenToFingers } from "./parts/document-touch.js";
import { button, icon, node } from "./parts/nodes.js";
import { countPlay } from "./parts/plays.js";

/** The folder with worker, fonts and decoders, beside the islands; set by the build. */
declare const PDFJS_FOLDER: string;
const folder = new URL(PDFJS_FOLDER, import.meta.url).href;
GlobalWorkerOptions.workerSrc = `${folder}pdf.worker.js`;

/** Bytes asked for at a time, so that a large document opens before it is loaded. */
const rangeChunkSize = 262_144;
const zoomStep = 1.25;
const zoomLimits = { least: 0.25, most: 5 };
/** Canvas pixels at most; beyond, browsers give up. */
const largestCanvas = 16_777_216;

class DocumentViewer extends HTMLElement {
  #document: PDFDocumentProxy | undefined;
  #page = 1;
  #zoom: number | "fit" = "fit";
  #scale = 1;
  #rendering: RenderTask | undefined;
  #turn = 0;
  #observer: ResizeObserver | undefined;
  #width = 0;
  /** The text that lies over the page, once it does. */
  #text: HTMLElement | undefined;
  #search: DocumentSearch | undefined;

  readonly #previous = button("", "button quiet square");
  readonly #next = button("", "button quiet square");
  readonly #number = node("input", { class: "input", type: "number", min: "1", value: "1" });
  readonly #total = node("span");
  readonly #status = node("span", { class: "visually-hidden", role: "status" });
  readonly #sheet = node("div", { class: "document-sheet" });
  readonly #scroll = node("div", { class: "document-scroll", tabindex: "0", role: "region" }, this.#sheet);

  connectedCallback(): void {
    if (this.#document === undefined) void this.#open();
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    void this.#document?.loadingTask.destroy();
  }

  async #open(): Promise<void> {
    try {
      this.#document = await getDocument({
        url: this.dataset.src ?? "",
        rangeChunkSize,
        disableAutoFetch: true,
        disableStream: true,
        isEvalSupported: false,
        cMapUrl: `${folder}cmaps/`,
        standardFontDataUrl: `${folder}standard_fonts/`,
        wasmUrl: `${folder}wasm/`,
        useWasm: false,
      }).promise;
    } catch {
      const note = node("p", { role: "alert" }, this.#word("failed"));
      (this.querySelector(".document-fallback") ?? this).prepend(note);
      return;
    }
    if (!this.isConnected) return;
    countPlay(this.dataset.playUrl);
    this.#build(this.#document);
    this.#page = clamp(Number(sessionStorage.getItem(this.#key)) || 1, 1, this.#document.numPages);
    await this.#show();
    this.#opened();
    this.#observer = new ResizeObserver(() => { this.#resized(); });
    this.#observer.observe(this.#scroll);
  }

  get #key(): string {
    return `page:${this.dataset.src ?? ""}`;
  }

  #word(name: string): string {
    return this.getAttribute(`data-label-${name}`) ?? "";
  }

  #build(pages: PDFDocumentProxy): void {
    const sprite = this.dataset.icons ?? "";
    const plain = (): HTMLButtonElement => button("", "button quiet square");
    const tool = (control: HTMLButtonElement, picture: string, word: string, act: () => void): HTMLButtonElement => {
      const image = icon(sprite, picture);
      if (picture === "previous" || picture === "next") image.classList.add("directional");
      control.append(image);
      control.setAttribute("aria-label", this.#word(word));
      control.title = this.#word(word);
      control.addEventListener("click", act);
      return control;
    };
    this.#number.setAttribute("aria-label", this.#word("page"));
    this.#number.max = String(pages.numPages);
    this.#number.addEventListener("change", () => void this.#go(Number(this.#number.value)));
    this.#scroll.setAttribute("aria-label", this.dataset.name ?? "");
    this.#scroll.addEventListener("keydown", (event) => { this.#keyed(event); });
    listenToFingers(this.#scroll, this.#sheet, {
      magnify: (by) => { this.#magnify(by); },
      turn: (by) => void this.#go(this.#page + by),
    });
    const word = (name: string): string => this.#word(name);
    const seek = plain();
    const search = new DocumentSearch(
      { pages, sprite, word, page: () => this.#page, open: (page) => this.#opens(page) },
      () => { seek.focus(); },
    );
    this.#search = search;
    const paper = plain();
    const prints = this.dataset.prints === undefined ? undefined : printing(pages, word, () => { paper.focus(); });
    this.addEventListener("keydown", (event) => { this.#seeks(event, prints); });
    const tools = node(
      "div",
      { class: "document-tools", role: "group", "aria-label": this.#word("tools") },
      node(
        "div",
        {},
        tool(this.#previous, "previous", "previous", () => void this.#go(this.#page - 1)),
        node("span", { class: "pages" }, this.#number, " ", this.#total),
        tool(this.#next, "next", "next", () => void this.#go(this.#page + 1)),
      ),
      node(
        "div",
        {},
        tool(seek, "search", "search", () => { this.#toggles(search.form, prints); }),
        ...(prints === undefined ? [] : [tool(paper, "print", "print", () => { this.#toggles(prints, search.form); })]),
      ),
      node(
        "div",
        { class: "zoom" },
        tool(plain(), "minus", "zoom-out", () => { this.#magnify(1 / zoomStep); }),
        tool(plain(), "plus", "zoom-in", () => { this.#magnify(zoomStep); }),
        tool(plain(), "fit", "fit", () => { this.#magnify("fit"); }),
      ),
    );
    const lines = [tools, search.form, ...(prints === undefined ? [] : [prints])];
    this.replaceChildren(node("div", { class: "document-frame" }, ...lines, this.#scroll), this.#status);
  }

  /** Shows one of the lines below the tools, or takes it away; the other goes. */
  #toggles(line: HTMLFormElement, other: HTMLFormElement | undefined): void {
    const shows = line.hidden;
    if (other !== undefined) other.hidden = true;
    this.#search?.close();
    line.hidden = !shows;
    if (!shows) return;
    if (line === this.#search?.form) this.#search.open();
    else line.querySelector("input")?.focus();
  }

  /** The keys that people know for seeking; pressed once more, the browser's own search answers. */
  #seeks(event: KeyboardEvent, other: HTMLFormElement | undefined): void {
    const asks = (event.ctrlKey || event.metaKey) && !event.altKey && event.key === "f";
    const types = event.target instanceof HTMLInputElement;
    if ((!asks && (event.key !== "/" || types)) || this.#search?.form.contains(event.target as Node) === true) return;
    event.preventDefault();
    if (other !== undefined) other.hidden = true;
    this.#search?.open();
  }

  async #go(page: number): Promise<void> {
    const target = clamp(Math.round(page) || this.#page, 1, this.#document?.numPages ?? 1);
    this.#number.value = String(target);
    if (target === this.#page) return;
    this.#page = target;
    sessionStorage.setItem(this.#key, String(target));
    this.#opened();
    await this.#show();
    this.#scroll.scrollTo({ top: 0 });
  }

  /** Opens a page; the text that lies over it, unless somebody turned on meanwhile. */
  async #opens(page: number): Promise<HTMLElement | undefined> {
    if (page !== this.#page) await this.#go(page);
    return page === this.#page ? this.#text : undefined;
  }

  #opened(): void {
    this.dataset.open = String(this.#page);
    this.dispatchEvent(new Event("pageopen", { bubbles: true }));
  }

  #magnify(by: number | "fit"): void {
    this.#zoom = by === "fit" ? "fit" : clamp(this.#scale * by, zoomLimits.least, zoomLimits.most);
    void this.#show();
  }

  #resized(): void {
    if (this.#zoom === "fit" && Math.abs(this.#room() - this.#width) > 8) void this.#show();
  }

  /** Pixels that a page may be wide. */
  #room(): number {
    const style = getComputedStyle(this.#scroll);
    return this.#scroll.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  }

  #keyed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => void this.#go(this.#page - 1),
      ArrowRight: () => void this.#go(this.#page + 1),
      ...(this.#atEdge("start") ? { PageUp: () => void this.#go(this.#page - 1) } : {}),
      ...(this.#atEdge("end") ? { PageDown: () => void this.#go(this.#page + 1) } : {}),
      Home: () => void this.#go(1),
      End: () => void this.#go(this.#document?.numPages ?? 1),
      "+": () => { this.#magnify(zoomStep); },
      "-": () => { this.#magnify(1 / zoomStep); },
      "0": () => { this.#magnify("fit"); },
    };
    const deed = deeds[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }

  /** Whether the page cannot be scrolled further, so that the key may turn it. */
  #atEdge(edge: "start" | "end"): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    return edge === "start" ? scrollTop <= 1 : scrollTop + clientHeight >= scrollHeight - 1;
  }

  /** Draws the page; whoever turns again meanwhile wins. */
  async #show(): Promise<void> {
    const pages = this.#document;
    if (pages === undefined) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#rendering?.cancel();
    this.#say(pages.numPages);
    const page = await pages.getPage(this.#page);
    if (turn !== this.#turn) return;
    this.#width = this.#room();
    const natural = page.getViewport({ scale: 1 });
    this.#scale = this.#zoom === "fit" ? Math.min(this.#width / natural.width, 2) : this.#zoom;
    const viewport = page.getViewport({ scale: this.#scale });
    const wished = devicePixelRatio || 1;
    const sharp = Math.min(wished, Math.sqrt(largestCanvas / (viewport.width * viewport.height)));
    const canvas = node("canvas", { role: "presentation" });
    canvas.width = Math.floor(viewport.width * sharp);
    canvas.height = Math.floor(viewport.height * sharp);
    this.#rendering = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
    try {
      await this.#rendering.promise;
    } catch {
      return;
    }
    const text = node("div", { class: "textLayer" });
    this.#sheet.style.setProperty("--total-scale-factor", String(this.#scale));
    this.#sheet.style.inlineSize = `${viewport.width}px`;
    this.#sheet.style.blockSize = `${viewport.height}px`;
    this.#sheet.replaceChildren(canvas, text);
    this.#text = undefined;
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    await layer.render();
    if (turn !== this.#turn) return;
    this.#text = text;
    this.#search?.drawn(this.#page, text);
  }

  #say(total: number): void {
    const place = `${this.#word("of")} ${total}`;
    this.#number.value = String(this.#page);
    this.#total.textContent = place;
    this.#status.textContent = `${this.#word("page")} ${this.#page} ${place}`;
    this.#previous.disabled = this.#page <= 1;
    this.#next.disabled = this.#page >= total;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

customElements.define("document-viewer", DocumentViewer);
