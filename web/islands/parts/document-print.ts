/** Prints pages of a document: each is drawn as a picture, and nothing else of the page goes to the printer. */

import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { button, node } from "./nodes.js";

/** Dots of paper to an inch; a point of a document is the 72nd part of one. */
const dots = 150 / 72;
/** How many pages are printed at once; more fill the memory of small devices. */
const most = 100;

/** A line to say which pages, and the button that prints them. */
export function printing(pages: PDFDocumentProxy, word: (name: string) => string, closed: () => void): HTMLFormElement {
  const total = pages.numPages;
  const number = (label: string, value: number): HTMLInputElement =>
    node("input", { class: "input", type: "number", min: "1", max: String(total), value: String(value), required: "", "aria-label": word(label) });
  const [from, until] = [number("print-from", 1), number("print-until", Math.min(total, most))];
  const said = node("span", { class: "muted", role: "status" });
  const act = button(word("print"), "button primary");
  act.type = "submit";
  const leave = button(word("print-cancel"), "button quiet");
  const form = node("form", { class: "document-search", hidden: "" },
    node("span", { class: "range" }, word("print-from"), " ", from, " ", word("print-until"), " ", until), act, leave, said);
  let cancelled = false;
  const close = (): void => {
    cancelled = true;
    form.hidden = true;
    said.textContent = "";
    closed();
  };
  leave.addEventListener("click", close);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first, last] = [Number(from.value), Number(until.value)];
    const fine = first <= last && last - first < most;
    until.setCustomValidity(fine ? "" : word("print-range"));
    if (!until.reportValidity()) return;
    cancelled = false;
    act.disabled = true;
    const tell = (page: number): boolean => {
      said.textContent = `${word("page")} ${page} ${word("of")} ${last}`;
      return !cancelled;
    };
    void print(pages, [first, last], tell).finally(() => {
      act.disabled = false;
      said.textContent = "";
    });
  });
  for (const field of [from, until]) field.addEventListener("input", () => { until.setCustomValidity(""); });
  return form;
}

/** Draws the pages and hands them to the printer; `tell` hears of each and may say no. */
async function print(pages: PDFDocumentProxy, [first, last]: [number, number], tell: (page: number) => boolean): Promise<void> {
  const paper = node("div", { class: "document-paper", "aria-hidden": "true" });
  const clear = (): void => {
    document.documentElement.classList.remove("prints-document");
    for (const image of paper.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    paper.remove();
  };
  for (let number = first; number <= last; number += 1) {
    if (!tell(number)) {
      clear();
      return;
    }
    paper.append(await picture(pages, number));
  }
  document.body.append(paper);
  document.documentElement.classList.add("prints-document");
  // Not every browser waits for the printer in print().
  addEventListener("afterprint", clear, { once: true });
  window.print();
}

async function picture(pages: PDFDocumentProxy, number: number): Promise<HTMLImageElement> {
  const page = await pages.getPage(number);
  const viewport = page.getViewport({ scale: dots });
  const canvas = node("canvas");
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, intent: "print" }).promise;
  const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done); });
  page.cleanup();
  const image = node("img", { alt: "" });
  if (blob === null) return image;
  image.src = URL.createObjectURL(blob);
  await image.decode();
  return image;
}
