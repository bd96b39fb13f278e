/**
 * `<access-watch data-events="…" data-state="…" data-stage="id" data-template="id">` ends what is running the moment
 * access ends. Event `ended` stops media and puts the card of the template in the stage's place (that of its reason, if
 * the page has one: `ended-moved`), unless the page is
 * still open to whoever asks now: a guest who has signed in in another tab. `changed` reloads once nothing plays and no
 * dialog is open, so that nobody is interrupted and nothing typed is lost.
 * With data-key the visitor's seat has a key, which is shown for the stream and again every few minutes.
 * While the event stream is refused or broken, the state address is asked instead: 401, 403, 404, 410 or a redirect
 * mean that access has ended.
 */

import { proveSession } from "./parts/device-key.js";
import { ProvedEvents } from "./parts/proved-events.js";
import { leaveScreens } from "./parts/screens.js";

/** How often (ms) to ask, and to try the stream again, while there is no stream. */
const interval = 5_000;
/** How often (ms) to look whether the page may be loaded anew. */
const patience = 1_000;
/** How old (ms) a proof of the key may become, and how often (ms) to look; the server takes it for nine minutes. */
const provedFor = 180_000;
const glance = 30_000;

class AccessWatch extends HTMLElement {
  #source: EventSource | ProvedEvents | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reloading: ReturnType<typeof setInterval> | undefined;
  #proving: ReturnType<typeof setInterval> | undefined;
  #provedAt = Date.now();

  connectedCallback(): void {
    this.#listen();
    addEventListener("pagehide", this.#stop);
    addEventListener("pageshow", this.#resume);
    if (!this.#keyed) return;
    this.#proving = setInterval(() => { void this.#prove(provedFor); }, glance);
    for (const waking of ["visibilitychange", "focus", "online"]) addEventListener(waking, this.#wake, true);
  }

  disconnectedCallback(): void {
    this.#stop();
    clearInterval(this.#reloading);
    clearInterval(this.#proving);
    for (const waking of ["visibilitychange", "focus", "online"]) removeEventListener(waking, this.#wake, true);
    removeEventListener("pagehide", this.#stop);
    removeEventListener("pageshow", this.#resume);
  }

  #stop = (): void => {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#timer);
  };

  /** A page that comes back from the browser's memory has missed what happened meanwhile. */
  #resume = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.#listen();
    void this.#ask();
  };

  get #keyed(): boolean {
    return this.dataset.key !== undefined;
  }

  /** A machine that slept has let the proof grow old. */
  #wake = (): void => {
    void this.#prove(provedFor / 3);
  };

  async #prove(age: number): Promise<void> {
    if (document.hidden && age < provedFor) return;
    if (Date.now() - this.#provedAt < age) return;
    const before = this.#provedAt;
    this.#provedAt = Date.now();
    if ((await proveSession()) === "unknown") this.#provedAt = before;
  }

  #listen(): void {
    this.#stop();
    const address = this.dataset.events ?? "";
    const source = this.#keyed ? new ProvedEvents(address) : new EventSource(address);
    this.#source = source;
    source.addEventListener("open", () => { this.#provedAt = Date.now(); });
    source.addEventListener("ended", (event) => {
      const why = String((event as MessageEvent).data);
      if (why === "signed_out") void this.#signedOut();
      else this.#end(why);
    });
    source.addEventListener("changed", () => { this.#reload(); });
    source.addEventListener("error", () => { void this.#ask(); });
  }

  #reload(): void {
    clearInterval(this.#reloading);
    const reload = (): void => {
      const playing = [...document.querySelectorAll<HTMLMediaElement>("video, audio")].some((media) => !media.paused);
      if (playing || document.querySelector("dialog[open]") !== null) return;
      clearInterval(this.#reloading);
      location.reload();
    };
    this.#reloading = setInterval(reload, patience);
    reload();
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const address = this.dataset.state ?? location.href;
      const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
      if (answer.status === 403 && this.#keyed) {
        const outcome = await proveSession();
        // The page in this one's place says what to do.
        if (outcome === "refused") location.reload();
        if (outcome !== "unknown") this.#provedAt = Date.now();
        this.#again();
        return;
      }
      if (answer.type === "opaqueredirect" || [401, 403, 404, 410].includes(answer.status)) {
        this.#end();
        return;
      }
    } catch {
      // No connection: nothing is known, so nothing changes.
    }
    this.#again();
  }

  #again(): void {
    if (this.#source?.readyState === EventSource.OPEN || !this.isConnected) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#source?.readyState === EventSource.CLOSED) this.#listen();
      void this.#ask();
    }, interval);
  }

  /** Another tab has signed out, or a guest has signed in there, to whom the page may still be open. */
  async #signedOut(): Promise<void> {
    this.#stop();
    // What it would say now, it would say as nobody.
    document.querySelector("attendance-word")?.remove();
    for (const media of document.querySelectorAll<HTMLMediaElement>("video, audio")) media.pause();
    try {
      const answer = await fetch(this.dataset.state ?? location.href, { redirect: "manual", cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // No connection: what was said stands.
    }
    this.#end();
  }

  #end(why = ""): void {
    this.#stop();
    clearInterval(this.#reloading);
    leaveScreens();
    for (const media of document.querySelectorAll<HTMLMediaElement>("video, audio")) silence(media);
    for (const part of document.querySelectorAll("[data-needs-access]")) part.remove();
    const stage = document.getElementById(this.dataset.stage ?? "stage");
    const general = this.dataset.template ?? "ended";
    const template = document.getElementById(`${general}-${why}`) ?? document.getElementById(general);
    if (stage === null || !(template instanceof HTMLTemplateElement)) {
      location.reload();
      return;
    }
    const place = document.createElement("div");
    place.className = "stage ended";
    place.setAttribute("role", "alert");
    stage.replaceWith(place);
    place.append(template.content.cloneNode(true));
    const heading = place.querySelector<HTMLElement>("h1, h2");
    if (heading !== null) {
      heading.tabIndex = -1;
      heading.focus();
    }
  }
}

/** Stops playing at once and forgets what was loaded. */
function silence(media: HTMLMediaElement): void {
  media.pause();
  for (const source of media.querySelectorAll("source")) source.remove();
  media.removeAttribute("src");
  media.load();
}

customElements.define("access-watch", AccessWatch);
