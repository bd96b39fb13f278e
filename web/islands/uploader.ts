/**
 * `<media-uploader>`: files by picker or drop, each sent so that it survives a lost connection and a reload. Replaces
 * the plain form inside it. `data-unfinished` (JSON) lists what the server still waits for: browsers forget the file on
 * a reload, so its row asks for the same file again. With `data-entry` it takes one file, for that entry. Words: data-label-*, by the macro ui::uploader_words; %name and the like are filled in here.
 */

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { bytes, duration } from "./parts/amounts.js";
import { icon } from "./parts/nodes.js";
import { dropEmpty, Sending, type Unfinished } from "./parts/sending.js";

class MediaUploader extends LitElement {
  #sendings: Sending[] = [];
  #unfinished: Unfinished[] = [];
  #over = false;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    this.#unfinished = JSON.parse(this.dataset.unfinished ?? "[]") as Unfinished[];
    this.replaceChildren();
    super.connectedCallback();
    addEventListener("online", () => {
      for (const one of this.#sendings) void one.hurry();
    });
    addEventListener("beforeunload", (event) => {
      if (this.#sendings.some((one) => one.running)) event.preventDefault();
    });
  }

  #word(name: string, values: Record<string, string> = {}): string {
    const words = this.getAttribute(`data-label-${name}`) ?? "";
    return words.replace(/%(\w+)/g, (_, key: string) => values[key] ?? "");
  }

  #picture(name: string): SVGSVGElement {
    return icon(this.dataset.icons ?? "", name);
  }

  #take(files: Iterable<File>): void {
    const all = [...files];
    for (const file of this.dataset.entry === undefined ? all : all.slice(0, 1)) {
      const before = this.#unfinished.find((one) => one.filename === file.name && one.size === file.size);
      if (before !== undefined) this.#unfinished = this.#unfinished.filter((one) => one !== before);
      const sending = new Sending(file, () => { this.requestUpdate(); }, before, this.dataset.entry);
      this.#sendings = [...this.#sendings, sending];
      void sending.start();
    }
    this.requestUpdate();
  }

  #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#take(input.files ?? []);
    input.value = "";
  };

  #dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.#over = event.type === "dragover";
    if (event.type === "drop") this.#take(event.dataTransfer?.files ?? []);
    this.requestUpdate();
  };

  #choose(): void {
    this.querySelector<HTMLInputElement>("input[type=file]")?.click();
  }

  async #cancel(sending: Sending): Promise<void> {
    this.#sendings = this.#sendings.filter((one) => one !== sending);
    this.requestUpdate();
    this.querySelector<HTMLElement>(".drop-zone button")?.focus();
    await sending.cancel();
  }

  async #forget(unfinished: Unfinished): Promise<void> {
    this.#unfinished = this.#unfinished.filter((one) => one !== unfinished);
    this.requestUpdate();
    await fetch(unfinished.url, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => undefined);
    if (this.dataset.entry === undefined) await dropEmpty(unfinished.entry);
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="drop-zone ${this.#over ? "over" : ""}"
        @dragover=${this.#dragged}
        @dragleave=${this.#dragged}
        @drop=${this.#dragged}
      >
        ${this.#picture("upload")}
        <p>${this.#word("drop")}</p>
        <button class="button primary" type="button" @click=${() => { this.#choose(); }}>${this.#word("pick")}</button>
        <input type="file" ?multiple=${this.dataset.entry === undefined} hidden accept=${this.dataset.accept ?? nothing} @change=${this.#picked} />
        <p class="help">${this.#word("hint")}</p>
      </div>
      <ul class="uploads">
        ${this.#unfinished.map((one) => this.#waitingForFile(one))}
        ${this.#sendings.map((one) => this.#row(one))}
      </ul>
    `;
  }

  #waitingForFile(one: Unfinished): TemplateResult {
    const percent = String(Math.floor((one.offset / Math.max(one.size, 1)) * 100));
    return html`<li class="upload">
      <span class="upload-name"><bdi>${one.filename}</bdi></span>
      <progress max=${one.size} value=${one.offset} aria-label=${one.filename}></progress>
      <span class="upload-state">${this.#word("again", { name: one.filename, percent })}</span>
      <span class="upload-tools">
        <button class="button" type="button" @click=${() => { this.#choose(); }}>${this.#word("pick-again")}</button>
        ${this.#cross(one.filename, () => void this.#forget(one))}
      </span>
    </li>`;
  }

  #cross(name: string, act: () => void): TemplateResult {
    const label = `${this.#word("cancel")}: ${name}`;
    return html`<button class="button quiet square" type="button" aria-label=${label} @click=${act}>
      ${this.#picture("close")}
    </button>`;
  }

  #row(one: Sending): TemplateResult {
    const bad = one.phase === "failed" || one.phase === "refused";
    // What changes every moment is not read out each time.
    const counts = one.phase === "sending" || (one.phase === "processing" && one.prepared.left !== undefined);
    return html`<li class="upload ${bad ? "failed" : ""}">
      <span class="upload-name"><bdi>${one.file.name}</bdi></span>
      ${this.#bar(one)}
      <span class="upload-state" role=${counts ? nothing : "status"}>${this.#state(one)}</span>
      <span class="upload-tools">${this.#tools(one)}</span>
    </li>`;
  }

  #bar(one: Sending): TemplateResult | typeof nothing {
    if (one.phase === "ready" || one.phase === "failed" || one.phase === "refused") return nothing;
    if (one.phase === "processing") {
      // Looking at a file tells nothing of how far that is; converting it does.
      const { percent } = one.prepared;
      if (percent === 0) return html`<progress aria-label=${one.file.name}></progress>`;
      return html`<progress max="100" value=${percent} aria-label=${one.file.name}></progress>`;
    }
    return html`<progress max=${one.file.size} value=${one.sent} aria-label=${one.file.name}></progress>`;
  }

  #state(one: Sending): string {
    const done = this.#word("progress", { done: bytes(one.sent), total: bytes(one.file.size) });
    switch (one.phase) {
      case "sending": {
        const left = one.left;
        return left === undefined ? done : `${done} · ${this.#word("left", { time: duration(left) })}`;
      }
      case "processing": {
        const { left } = one.prepared;
        const said = this.#word("processing");
        return left === undefined ? said : `${said} · ${this.#word("left", { time: duration(left) })}`;
      }
      case "waiting":
      case "paused":
        return `${this.#word(one.phase)} · ${done}`;
      case "refused":
        return one.reason === "" ? this.#word("refused") : one.reason;
      default:
        return this.#word(one.phase);
    }
  }

  #tools(one: Sending): TemplateResult {
    const press = (word: string, act: () => void): TemplateResult =>
      html`<button class="button" type="button" @click=${act}>${this.#word(word)}</button>`;
    const cancel = this.#cross(one.file.name, () => void this.#cancel(one));
    switch (one.phase) {
      case "sending":
      case "waiting":
        return html`${press("pause", () => void one.pause())}${cancel}`;
      case "paused":
        return html`${press("resume", () => { one.resume(); })}${cancel}`;
      case "refused":
        return html`${press("retry", () => void one.start())}${cancel}`;
      case "starting":
      case "failed":
        return cancel;
      default:
        return html`<a class="button" href="/media/${one.entry}">${this.#word("open")}</a>`;
    }
  }
}

customElements.define("media-uploader", MediaUploader);
