/**
 * `<document-viewer data-src data-play-url data-icons data-name …>`: shows a PDF page by page (n of m) with its text laid
 * over it for selecting and reading aloud, and counts that it was opened. Which page is open stands in data-open; an
 * event `pageopen` says that it is another. What the server put inside stays when the document cannot be shown, with
 * data-label-failed before it. Words: data-label-{tools,previous,next,page,of,zoom-in,zoom-out,fit,failed}.
 */

import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy, type RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";
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
    this.#build();
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

  #build(): void {
    const sprite = this.dataset.icons ?? "";
    const tool = (control: HTMLButtonElement, picture: string, word: string, act: () => void): HTMLButtonElement => {
      const image = icon(sprite, picture);
      if (picture === "previous" || picture === "next") image.classList.add("directional");
      control.append(image);
      control.setAttribute("aria-label", this.#word(word));
      control.title = this.#word(word);
      control.addEventListener("click", act);
      return control;
    };
    const plain = (): HTMLButtonElement => button("", "button quiet square");
    this.#number.setAttribute("aria-label", this.#word("page"));
    this.#number.max = String(this.#document?.numPages ?? 1);
    this.#number.addEventListener("change", () => { this.#go(Number(this.#number.value)); });
    this.#scroll.setAttribute("aria-label", this.dataset.name ?? "");
    this.#scroll.addEventListener("keydown", (event) => { this.#keyed(event); });
    const tools = node(
      "div",
      { class: "document-tools", role: "group", "aria-label": this.#word("tools") },
      node(
        "div",
        {},
        tool(this.#previous, "previous", "previous", () => { this.#go(this.#page - 1); }),
        node("span", { class: "pages" }, this.#number, " ", this.#total),
        tool(this.#next, "next", "next", () => { this.#go(this.#page + 1); }),
      ),
      node(
        "div",
        { class: "zoom" },
        tool(plain(), "minus", "zoom-out", () => { this.#magnify(1 / zoomStep); }),
        tool(plain(), "plus", "zoom-in", () => { this.#magnify(zoomStep); }),
        tool(plain(), "fit", "fit", () => { this.#magnify("fit"); }),
      ),
    );
    this.replaceChildren(node("div", { class: "document-frame" }, tools, this.#scroll), this.#status);
  }

  #go(page: number): void {
    const target = clamp(Math.round(page) || this.#page, 1, this.#document?.numPages ?? 1);
    this.#number.value = String(target);
    if (target === this.#page) return;
    this.#page = target;
    sessionStorage.setItem(this.#key, String(target));
    this.#opened();
    void this.#show().then(() => { this.#scroll.scrollTo({ top: 0 }); });
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
      ArrowLeft: () => { this.#go(this.#page - 1); },
      ArrowRight: () => { this.#go(this.#page + 1); },
      ...(this.#atEdge("start") ? { PageUp: () => { this.#go(this.#page - 1); } } : {}),
      ...(this.#atEdge("end") ? { PageDown: () => { this.#go(this.#page + 1); } } : {}),
      Home: () => { this.#go(1); },
      End: () => { this.#go(this.#document?.numPages ?? 1); },
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
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    await layer.render();
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
