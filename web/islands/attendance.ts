/**
 * `<attendance-word data-tell>` tells the hub that the page is before somebody, for how long since its last word, and
 * which parts of the page's <video> or <audio> were played, or which pages of its document were open. A word goes out at
 * once, then now and then while the page is seen or something plays, and when it is left. What did not arrive goes with
 * the next word; the hub makes a union of all, so that nothing counts twice. Failing is quiet.
 */

import { device } from "./parts/plays.js";

/** How often (ms) a word goes out. */
const wordEvery = 20_000;
/** How many spans a word may hold. */
const mostSpans = 100;

/** How long (ms) a page of a document is open and seen until it counts. */
const pageAfter = 2_000;

type Span = readonly [number, number];

class AttendanceWord extends HTMLElement {
  #media: HTMLMediaElement | null = null;
  /** Since when (ms) the page is here without an accepted word; nothing while it is not. */
  #since: number | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** What was played, and of what was played before the media were loaded anew. */
  #played: Span[] = [];
  #before: Span[] = [];
  /** Until the open page of a document counts. */
  #reading: ReturnType<typeof setTimeout> | undefined;
  /** What the hub has heard of already. */
  #heard = new Set<string>();

  connectedCallback(): void {
    this.#media = document.querySelector<HTMLMediaElement>("video, audio");
    for (const event of ["play", "pause", "ended"]) this.#media?.addEventListener(event, this.#turn);
    this.#media?.addEventListener("timeupdate", this.#look);
    this.#media?.addEventListener("emptied", this.#anew);
    document.addEventListener("pageopen", this.#read);
    document.addEventListener("visibilitychange", this.#read);
    document.addEventListener("visibilitychange", this.#turn);
    addEventListener("pagehide", this.#leave);
    addEventListener("pageshow", this.#turn);
    this.#timer = setInterval(() => { if (this.#since !== undefined) void this.#tell(); }, wordEvery);
    this.#turn();
    this.#read();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#reading);
    for (const event of ["play", "pause", "ended"]) this.#media?.removeEventListener(event, this.#turn);
    this.#media?.removeEventListener("timeupdate", this.#look);
    this.#media?.removeEventListener("emptied", this.#anew);
    document.removeEventListener("pageopen", this.#read);
    document.removeEventListener("visibilitychange", this.#read);
    document.removeEventListener("visibilitychange", this.#turn);
    removeEventListener("pagehide", this.#leave);
    removeEventListener("pageshow", this.#turn);
  }

  get #here(): boolean {
    return document.visibilityState === "visible" || this.#media?.paused === false;
  }

  /** Somebody comes, goes, or begins or stops to play: where the film stops is told at once. */
  #turn = (event?: Event): void => {
    if (this.#here) {
      const stops = event?.type === "pause" || event?.type === "ended";
      if (this.#since !== undefined && !stops) return;
      this.#since ??= performance.now();
      void this.#tell();
    } else if (this.#since !== undefined) {
      this.#leave();
    }
  };

  #look = (): void => {
    const played = this.#media?.played;
    if (played === undefined) return;
    this.#played = Array.from({ length: played.length }, (_, at): Span => [
      Math.floor(played.start(at) * 10),
      Math.ceil(played.end(at) * 10),
    ]);
  };

  /** The media are loaded anew, and forget what they played. */
  #anew = (): void => {
    this.#before.push(...this.#played);
    this.#played = [];
  };

  /** A page of a document is turned to, comes into view or goes out of it. */
  #read = (): void => {
    clearTimeout(this.#reading);
    const page = Number(document.querySelector<HTMLElement>("document-viewer")?.dataset.open);
    if (!(page > 0) || document.visibilityState !== "visible") return;
    this.#reading = setTimeout(() => {
      if (!this.#before.some((span) => span[0] === page - 1)) this.#before.push([page - 1, page]);
    }, pageAfter);
  };

  #news(): Span[] {
    this.#look();
    const all = [...this.#before, ...this.#played];
    return all.filter((span) => !this.#heard.has(span.join("-"))).slice(0, mostSpans);
  }

  #word(watched: Span[]): string {
    const present = this.#since === undefined ? 0 : Math.round(performance.now() - this.#since);
    const began = this.#before.length + this.#played.length > 0;
    const place = began && this.#media !== null ? Math.floor(this.#media.currentTime * 10) : undefined;
    return JSON.stringify({ present, watched, place });
  }

  async #tell(): Promise<void> {
    const address = this.dataset.tell ?? "";
    const watched = this.#news();
    const body = this.#word(watched);
    const now = performance.now();
    try {
      const headers = { "content-type": "application/json", ...device() };
      const answer = await fetch(address, { method: "POST", headers, body, keepalive: true });
      if (!answer.ok) return;
      for (const span of watched) this.#heard.add(span.join("-"));
      if (this.#since !== undefined) this.#since = Math.max(this.#since, now);
    } catch {
      // No connection: the next word says it.
    }
  }

  /** Nobody waits for an answer any more. A beacon says nothing of its device; an iPad, which must, lives without. */
  #leave = (): void => {
    if (this.#since === undefined) return;
    if ("usher-touch" in device()) {
      void this.#tell();
    } else {
      const body = new Blob([this.#word(this.#news())], { type: "application/json" });
      navigator.sendBeacon(this.dataset.tell ?? "", body);
    }
    this.#since = undefined;
  };
}

customElements.define("attendance-word", AttendanceWord);
