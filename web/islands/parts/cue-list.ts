/**
 * A long list of cues in a box that scrolls: only the parts in sight, and near it, hold anything, so that the words of
 * eight hours cost no more than those of five minutes.
 */

import type { Cue } from "./cues.js";
import { folded } from "./cues.js";
import { clock } from "./moments.js";
import { node } from "./nodes.js";

/** Cues in a part, and what one is thought to be high (px) before it was seen. */
const part = 100;
const line = 52;

export class CueList {
  readonly #box: HTMLElement;
  readonly #observer: IntersectionObserver;
  #cues: Cue[] = [];
  #parts: HTMLElement[] = [];
  #page = "";
  #sought = "";
  #current = -1;
  #found = -1;
  /** The one cue that the Tab key stops at; the arrow keys walk from there. */
  #stop = 0;

  constructor(box: HTMLElement) {
    this.#box = box;
    this.#observer = new IntersectionObserver((seen) => { this.#seen(seen); }, { root: box, rootMargin: "600px 0px" });
    box.addEventListener("keydown", (event) => { this.#walk(event); });
  }

  /** Shows other cues; `page` is where their links lead without script. */
  show(cues: Cue[], language: string, page: string): void {
    this.#observer.disconnect();
    this.#cues = cues;
    this.#page = page;
    this.#current = this.#found = -1;
    this.#stop = 0;
    this.#parts = [];
    for (let from = 0; from < cues.length; from += part) {
      const list = node("ol", { class: "cues", lang: language, start: String(from + 1) });
      list.style.blockSize = `${Math.min(part, cues.length - from) * line}px`;
      this.#parts.push(list);
    }
    this.#box.replaceChildren(...this.#parts);
    this.#box.scrollTop = 0;
    for (const list of this.#parts) this.#observer.observe(list);
  }

  /** Marks `text`, folded, wherever it stands. */
  seek(text: string): void {
    this.#sought = text;
    this.#found = -1;
    this.#parts.forEach((list, index) => { if (list.childElementCount > 0) this.#fill(index); });
  }

  /** The cue that is said now; -1 for none. */
  set current(index: number) {
    this.#mark(this.#current, "current", false);
    this.#current = index;
    this.#mark(index, "current", true);
    if (index >= 0 && !this.#box.contains(document.activeElement)) this.#stopAt(index);
  }

  /** The match that was gone to. */
  set found(index: number) {
    this.#mark(this.#found, "found", false);
    this.#found = index;
    this.#mark(index, "found", true);
    if (index >= 0) this.#stopAt(index);
  }

  /** Scrolls the box, and nothing else, to a cue. */
  reveal(index: number): void {
    const at = Math.floor(index / part);
    if (this.#parts[at] === undefined) return;
    if (this.#parts[at].childElementCount === 0) this.#fill(at);
    const item = this.#item(index);
    if (item === undefined) return;
    const box = this.#box.getBoundingClientRect();
    const top = this.#box.scrollTop + item.getBoundingClientRect().top - box.top - box.height / 3;
    const near = Math.abs(top - this.#box.scrollTop) < 2 * box.height;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#box.scrollTo({ top, behavior: near && !calm ? "smooth" : "instant" });
  }

  #stopAt(index: number): void {
    this.#item(this.#stop)?.querySelector("a")?.setAttribute("tabindex", "-1");
    this.#stop = index;
    this.#item(index)?.querySelector("a")?.setAttribute("tabindex", "0");
  }

  #walk(event: KeyboardEvent): void {
    const list = event.target instanceof Element ? event.target.closest("ol") : null;
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    if (list === null || item === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#parts.indexOf(list) * part + [...list.children].indexOf(item);
    const last = this.#cues.length - 1;
    const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const there = Math.floor(next / part);
    if (this.#parts[there]?.childElementCount === 0) this.#fill(there);
    this.#stopAt(next);
    this.#item(next)?.querySelector("a")?.focus();
  }

  #item(index: number): Element | undefined {
    return this.#parts[Math.floor(index / part)]?.children[index % part];
  }

  #mark(index: number, what: "current" | "found", on: boolean): void {
    const link = this.#item(index)?.querySelector("a");
    link?.classList.toggle(what, on);
    if (what !== "current") return;
    if (on) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }

  #seen(seen: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      if (!(target instanceof HTMLElement)) continue;
      const full = target.childElementCount > 0;
      if (isIntersecting && !full) this.#fill(this.#parts.indexOf(target));
      if (isIntersecting || !full || target.contains(document.activeElement)) continue;
      target.style.blockSize = `${boundingClientRect.height}px`;
      target.replaceChildren();
    }
  }

  #fill(index: number): void {
    const list = this.#parts[index];
    if (list === undefined) return;
    const from = index * part;
    const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
    list.replaceChildren(...this.#cues.slice(from, from + part).map((cue, at) => this.#line(cue, from + at)));
    list.style.blockSize = "";
    for (const [at, what] of [[this.#current, "current"], [this.#found, "found"]] as const) {
      if (Math.floor(at / part) === index) this.#mark(at, what, true);
    }
    if (focused >= 0) list.children[focused]?.querySelector("a")?.focus({ preventScroll: true });
  }

  #line(cue: Cue, index: number): HTMLElement {
    const words = node("span", { class: "cue-words", dir: "auto" }, ...this.#marked(cue.words));
    const at = String(cue.start);
    const time = node("span", { class: "cue-time" }, clock(cue.start));
    const tabindex = index === this.#stop ? "0" : "-1";
    return node("li", {}, node("a", { href: `${this.#page}?t=${at}`, "data-at": at, tabindex }, time, " ", words));
  }

  /** The words with what is sought marked in them. */
  #marked(words: string): (Node | string)[] {
    const plain = folded(words);
    if (this.#sought === "" || !plain.includes(this.#sought)) return [words];
    // Folding may have changed lengths: then all of it is marked.
    if (plain.length !== words.length) return [node("mark", {}, words)];
    const pieces: (Node | string)[] = [];
    let from = 0;
    for (let at = plain.indexOf(this.#sought); at >= 0; at = plain.indexOf(this.#sought, from)) {
      const end = at + this.#sought.length;
      pieces.push(words.slice(from, at), node("mark", {}, words.slice(at, end)));
      from = end;
    }
    return [...pieces, words.slice(from)];
  }
}
