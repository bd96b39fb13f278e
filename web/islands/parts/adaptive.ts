/**
 * Lets a media element choose among the renditions of a film (HLS): by hls.js where there are media source extensions,
 * by itself where a browser plays HLS, and not at all elsewhere: then what the page names plays.
 *
 * The library is loaded when it is needed. It fires no events of its own on the element.
 */

import type Hls from "hls.js";
import type { ErrorData } from "hls.js";
import { proveSession } from "./device-key.js";
import { Renditions } from "./renditions.js";

/** How long (ms) to wait before asking again after the network was lost, and how much (s) to load ahead. */
const respite = 2_000;
const aheadBefore = 6;
const aheadWhile = 30;

/** How long (ms) two rescues of a decoder lie apart; sooner, it is not worth it. */
const rescues = 5_000;

/** What a player holds of its choosing. */
export interface Adaptive {
  /** What the menu of qualities shows; nothing where the browser chooses. */
  renditions: Renditions | undefined;
  /** Ends loading for good. */
  stop(): void;
}

function hasMediaSource(): boolean {
  return "MediaSource" in globalThis || "ManagedMediaSource" in globalThis;
}

/** Chooses for `media` among what `master` lists; nothing if that cannot be here. */
export function adapt(media: HTMLMediaElement, master: string): Adaptive | undefined {
  if (hasMediaSource()) return new Chooser(media, master);
  if (media.canPlayType("application/vnd.apple.mpegurl") !== "") {
    media.preload = "metadata";
    media.src = master;
    return { renditions: undefined, stop: () => undefined };
  }
  media.preload = "metadata";
  return undefined;
}

class Chooser implements Adaptive {
  readonly renditions = new Renditions();
  #media: HTMLMediaElement;
  #master: string;
  /** What plays without choosing. */
  #plain: string;
  #hls: Hls | undefined;
  #stopped = false;
  #rescued = 0;
  /** Whether it is being found out why a piece was refused. */
  #asks = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(media: HTMLMediaElement, master: string) {
    this.#media = media;
    this.#master = master;
    this.#plain = media.src;
    this.renditions.addEventListener("change", () => {
      if (this.#hls !== undefined) this.#hls.nextLevel = this.renditions.selectedIndex;
    });
    addEventListener("online", this.#again);
    void this.#begin();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener("online", this.#again);
    clearTimeout(this.#timer);
    this.#hls?.destroy();
    this.#hls = undefined;
  }

  async #begin(): Promise<void> {
    try {
      const { default: Library } = await import("hls.js/light");
      if (this.#stopped) return;
      if (Library.isSupported()) this.#attach(Library);
      else this.#media.preload = "metadata";
    } catch {
      this.#media.preload = "metadata";
    }
  }

  #attach(Library: typeof Hls): void {
    const media = this.#media;
    // Whoever was quicker than the library goes on where they are.
    const [plays, place] = [!media.paused, media.currentTime];
    const hls = new Library({
      // Our segments are taken as they are: there is nothing to work on.
      enableWorker: false,
      startPosition: place > 0 ? place : -1,
      capLevelToPlayerSize: true,
      abrEwmaDefaultEstimate: 3_000_000,
      maxBufferLength: plays ? aheadWhile : aheadBefore,
      // Otherwise it is what 60 MB hold, if that is longer: all of a film whose page was only opened.
      maxBufferSize: 0,
      // The first picture of a slow film comes some frames late: to the library nothing would be there yet.
      maxBufferHole: 0.5,
      backBufferLength: 60,
    });
    this.#hls = hls;
    const { Events } = Library;
    hls.on(Events.MANIFEST_PARSED, (_, { levels }) => {
      this.renditions.fill(
        levels.map(({ width, height, bitrate }, index) => ({ id: String(index), width, height, bitrate })),
      );
    });
    hls.on(Events.ERROR, (_, data) => {
      // A piece that is refused would be asked for again and again before the library gives up.
      if (data.fatal || isRefused(data)) void this.#failed(Library, data);
    });
    media.addEventListener("play", () => { hls.config.maxBufferLength = aheadWhile; });
    hls.loadSource(this.#master);
    hls.attachMedia(media);
    if (plays) media.play().catch(() => undefined);
  }

  async #failed(Library: typeof Hls, data: ErrorData): Promise<void> {
    const { ErrorTypes } = Library;
    if (isRefused(data)) {
      if (this.#asks) return;
      this.#asks = true;
      this.#hls?.stopLoad();
      await this.#refused(data.response?.code);
      this.#asks = false;
    } else if (data.type === ErrorTypes.NETWORK_ERROR) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#again, respite);
    } else if (data.type === ErrorTypes.MEDIA_ERROR && performance.now() - this.#rescued > rescues) {
      this.#rescued = performance.now();
      this.#hls?.recoverMediaError();
    } else {
      this.#giveUp();
    }
  }

  /** A guest's machine that slept has let its proof grow old: it is shown anew. Otherwise access or film are gone. */
  async #refused(status: number | undefined): Promise<void> {
    const keyed = document.querySelector("access-watch[data-key]") !== null;
    if (status === 403 && keyed && (await proveSession()) !== "refused") {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#again, respite);
    } else {
      this.#giveUp();
    }
  }

  #again = (): void => {
    const hls = this.#hls;
    if (hls === undefined) return;
    if (hls.levels.length > 0) hls.startLoad(this.#media.currentTime);
    else hls.loadSource(this.#master);
  };

  /** What plays without choosing tells by itself whether it may still be played. */
  #giveUp(): void {
    if (this.#stopped) return;
    const media = this.#media;
    const [plays, place] = [!media.paused, media.currentTime];
    this.stop();
    this.renditions.fill([]);
    media.addEventListener("loadedmetadata", () => { media.currentTime = place; }, { once: true });
    media.preload = "metadata";
    media.src = this.#plain;
    if (plays) media.play().catch(() => undefined);
  }
}

/** Whether the hub said no, and not the network. */
function isRefused({ response }: ErrorData): boolean {
  return [401, 403, 404, 410].includes(response?.code ?? 0);
}
