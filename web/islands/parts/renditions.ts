/**
 * The sizes of a film, as media-chrome's menu of qualities asks a media element for them: a list with the index of the
 * one that was chosen, or -1 while the player chooses.
 */

export interface Rendition {
  id: string;
  width: number;
  height: number;
  bitrate: number;
}

export class Renditions extends EventTarget {
  #all: Rendition[] = [];
  #chosen = -1;

  get length(): number {
    return this.#all.length;
  }

  [Symbol.iterator](): IterableIterator<Rendition> {
    return this.#all.values();
  }

  get selectedIndex(): number {
    return this.#chosen;
  }

  set selectedIndex(index: number) {
    if (this.#chosen === index) return;
    this.#chosen = index;
    this.dispatchEvent(new Event("change"));
  }

  /** Puts others in their place; a single one is no choice. */
  fill(all: Rendition[]): void {
    this.#all = all.length > 1 ? all : [];
    this.#chosen = -1;
    // media-chrome reads the chosen one by its index.
    this.#all.forEach((one, index) => Object.defineProperty(this, index, { value: one, configurable: true }));
    this.dispatchEvent(new Event(this.#all.length > 0 ? "addrendition" : "removerendition"));
  }
}
