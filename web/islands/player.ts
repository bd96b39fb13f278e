/**
 * `<media-player data-play-url data-entry>` around the page's own <video> or <audio controls>: puts controls with
 * keyboard, captions, speed, picture in picture and full screen around it, counts one play, and remembers the place in
 * this tab, if it has data-resumes; data-rates are the speeds that it offers. With data-hls it chooses among the renditions listed there, and has a menu of qualities; data-previews is a
 * track of small pictures for whoever looks for a place, data-wave the waveform of a sound. Words: data-label-* (the macro ui::player_words); %n is a number, %now and %all are times.
 */

import "media-chrome/dist/media-controller.js";
import "media-chrome/dist/media-control-bar.js";
import "media-chrome/dist/media-play-button.js";
import "media-chrome/dist/media-seek-backward-button.js";
import "media-chrome/dist/media-seek-forward-button.js";
import "media-chrome/dist/media-mute-button.js";
import "media-chrome/dist/media-volume-range.js";
import "media-chrome/dist/media-time-display.js";
import "media-chrome/dist/media-time-range.js";
import "media-chrome/dist/media-pip-button.js";
import "media-chrome/dist/media-fullscreen-button.js";
import "media-chrome/dist/media-loading-indicator.js";
import "media-chrome/dist/menu/media-chrome-menu-item.js";
import "media-chrome/dist/menu/media-captions-menu.js";
import "media-chrome/dist/menu/media-captions-menu-button.js";
import "media-chrome/dist/menu/media-playback-rate-menu.js";
import "media-chrome/dist/menu/media-playback-rate-menu-button.js";
import "media-chrome/dist/menu/media-rendition-menu.js";
import "media-chrome/dist/menu/media-rendition-menu-button.js";
import { adapt, type Adaptive } from "./parts/adaptive.js";
import { liftCaptions } from "./parts/captions-lift.js";
import { proveSession } from "./parts/device-key.js";
import { countPlay } from "./parts/plays.js";
import type { Renditions } from "./parts/renditions.js";
import { waveform } from "./parts/waveform.js";
import { addTranslation, setLanguage } from "media-chrome/dist/utils/i18n.js";

/** Seconds that the two skip buttons move, and how near to an end the place is not worth keeping. */
const skip = "10";
const margin = 10;

/** How far (s) what the hub was told last may lie behind. */
const lag = 30;

/** How long (ms) to wait before a stream that broke off is taken up once more. */
const respite = 10_000;

/** The page's words and what the controls call them. */
const words: Record<string, string[]> = {
  play: ["play", "Play"],
  pause: ["pause", "Pause"],
  mute: ["mute", "Mute"],
  unmute: ["unmute", "Unmute"],
  volume: ["volume"],
  seek: ["seek"],
  back: ["seek back {seekOffset} seconds", "Seek backward"],
  forward: ["seek forward {seekOffset} seconds", "Seek forward"],
  captions: ["closed captions", "Captions"],
  off: ["Off"],
  rate: ["Playback rate"],
  "rate-is": ["Playback rate {playbackRate}"],
  quality: ["quality", "Quality"],
  auto: ["Auto"],
  "pip-on": ["enter picture in picture mode", "Enter picture in picture mode"],
  "pip-off": ["exit picture in picture mode", "Exit picture in picture mode"],
  "full-on": ["enter fullscreen mode", "Enter fullscreen mode"],
  "full-off": ["exit fullscreen mode", "Exit fullscreen mode"],
  video: ["video player"],
  audio: ["audio player"],
  loading: ["media loading"],
  place: ["{currentTime} of {totalTime}"],
  unknown: ["video not loaded, unknown time."],
  hour: ["hour"],
  hours: ["hours"],
  minute: ["minute"],
  minutes: ["minutes"],
  second: ["second"],
  seconds: ["seconds"],
};

/** Puts the names that the controls know in the places of %n, %now and %all. */
function filledIn(text: string, key: string): string {
  const number = key.includes("playbackRate") ? "{playbackRate}" : "{seekOffset}";
  const place = key.includes("{") ? number : skip;
  return text.replace("%now", "{currentTime}").replace("%all", "{totalTime}").replace("%n", place);
}

function part(name: string, attributes: Record<string, string> = {}, ...children: Node[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class MediaPlayer extends HTMLElement {
  #adaptive: Adaptive | undefined;

  connectedCallback(): void {
    const media = this.querySelector<HTMLMediaElement>("video, audio");
    if (media === null || media.slot === "media") return;
    this.#speak();
    this.#countPlay(media);
    if (this.dataset.resumes !== undefined) this.#rememberPlace(media);
    this.#goOn(media);
    media.controls = false;
    media.slot = "media";
    this.#adapt(media);
    const controller = controls(media, this.dataset);
    this.replaceChildren(controller);
    liftCaptions(controller, media);
    // The picture of a place says nothing that the time below it does not.
    const range = this.querySelector("media-time-range")?.shadowRoot;
    range?.querySelector("media-preview-thumbnail")?.shadowRoot?.querySelector("img")?.setAttribute("alt", "");
  }

  disconnectedCallback(): void {
    this.#adaptive?.stop();
  }

  #adapt(media: HTMLMediaElement): void {
    const { hls, previews } = this.dataset;
    if (previews !== undefined) {
      const track = document.createElement("track");
      Object.assign(track, { kind: "metadata", label: "thumbnails", default: true, src: previews });
      media.append(track);
      // Not every browser reads what is there for scripts unless it is told to.
      track.track.mode = "hidden";
    }
    if (hls === undefined) return;
    this.#adaptive = adapt(media, hls);
    const renditions = this.#adaptive?.renditions;
    if (renditions !== undefined) Object.assign(media, { videoRenditions: renditions });
  }

  #speak(): void {
    const language = document.documentElement.lang || "en";
    const said: Record<string, string> = {};
    for (const [name, keys] of Object.entries(words)) {
      const text = this.getAttribute(`data-label-${name}`);
      if (text === null) continue;
      for (const key of keys) said[key] = filledIn(text, key);
    }
    addTranslation(language, said);
    setLanguage(language);
  }

  #countPlay(media: HTMLMediaElement): void {
    media.addEventListener("playing", () => { countPlay(this.dataset.playUrl); }, { once: true });
  }

  /**
   * A guest's stream ends with the proof by which it was opened. Browsers take it up by themselves with the next one; a
   * machine that slept through that asks in vain, and is helped here: prove, and go on at the same place.
   */
  #goOn(media: HTMLMediaElement): void {
    if (document.querySelector("access-watch[data-key]") === null) return;
    let tried = 0;
    // A failing browser pauses by itself; whoever watched wants to go on.
    let wanted = false;
    media.addEventListener("play", () => { wanted = true; });
    media.addEventListener("pause", () => { wanted &&= media.error !== null; });
    const again = async (): Promise<void> => {
      // Whoever chooses among renditions asks for them piece by piece, and proves by itself.
      if (media.currentSrc.startsWith("blob:") || Date.now() - tried < respite) return;
      tried = Date.now();
      const { currentTime } = media;
      const goesOn = wanted;
      if ((await proveSession()) === "refused") return;
      media.addEventListener(
        "loadedmetadata",
        () => {
          media.currentTime = currentTime;
          if (goesOn) void media.play().catch(() => undefined);
        },
        { once: true },
      );
      media.load();
    };
    media.addEventListener("error", () => void again());
  }

  #rememberPlace(media: HTMLMediaElement): void {
    const key = `place:${this.dataset.entry ?? location.pathname}`;
    const restore = (): void => {
      const here = Number(sessionStorage.getItem(key) ?? 0);
      const told = Number(this.dataset.place ?? 0);
      // This tab knows better, unless the same person went on elsewhere.
      const place = here > 0 && (told === 0 || Math.abs(here - told) < lag) ? here : told;
      if (place <= 0 || place >= media.duration - margin) return;
      media.currentTime = place;
      offerBeginning(media, place);
    };
    const keep = (): void => {
      const worth = media.currentTime > margin / 2 && media.currentTime < media.duration - margin;
      if (worth) sessionStorage.setItem(key, media.currentTime.toFixed(1));
      else sessionStorage.removeItem(key);
    };
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) restore();
    else media.addEventListener("loadedmetadata", restore, { once: true });
    media.addEventListener("pause", keep);
    addEventListener("pagehide", keep);
  }
}

/** The large button before the first play; whoever pressed it by key finds the focus on the small one afterwards. */
function begin(media: HTMLMediaElement, bar: HTMLElement): HTMLElement {
  const large = part("media-play-button", { class: "begin", slot: "centered-chrome", notooltip: "" });
  const step = (): void => {
    const focused = document.activeElement === large;
    large.remove();
    if (focused) bar.querySelector<HTMLElement>("media-play-button")?.focus();
  };
  media.addEventListener("playing", step, { once: true });
  return large;
}

/** The controls around the media; the order is the order of the Tab key. */
function controls(media: HTMLMediaElement & { videoRenditions?: Renditions }, { wave, rates = "" }: DOMStringMap): HTMLElement {
  const audio = media instanceof HTMLAudioElement;
  const qualities = !audio && media.videoRenditions !== undefined;
  const captions = media.querySelector("track[kind=captions]") !== null;
  // The normal speed alone is no choice.
  const speeds = rates.includes(" ");
  const bar = part(
    "media-control-bar",
    { class: "main-bar" },
    part("media-play-button"),
    part("media-seek-backward-button", { seekoffset: skip }),
    part("media-seek-forward-button", { seekoffset: skip }),
    part("media-mute-button"),
    part("media-volume-range"),
    part("media-time-display", { showduration: "", notoggle: "", "aria-hidden": "true" }),
    part("span", { class: "spacer" }),
    ...(captions ? [part("media-captions-menu-button")] : []),
    ...(speeds ? [part("media-playback-rate-menu-button")] : []),
    ...(qualities ? [part("media-rendition-menu-button")] : []),
    ...(audio ? [] : [part("media-pip-button"), part("media-fullscreen-button")]),
  );
  const menus = [
    ...(captions ? [part("media-captions-menu", { hidden: "", anchor: "auto" })] : []),
    ...(speeds ? [part("media-playback-rate-menu", { hidden: "", anchor: "auto", rates })] : []),
    ...(qualities ? [part("media-rendition-menu", { hidden: "", anchor: "auto" })] : []),
  ];
  menus.forEach(alone);
  const waves = audio && wave !== undefined ? [waveform(media, wave)] : [];
  const shade = part("div", { class: "shade" }, ...waves, part("media-time-range"), bar);
  const centre = audio
    ? []
    : [part("media-loading-indicator", { slot: "centered-chrome", noautohide: "" }), begin(media, bar)];
  return part("media-controller", audio ? { audio: "" } : {}, media, ...centre, ...menus, shade);
}

/** A menu that is below no other has no way back: its button is never shown, and is not to be found in the menu either. */
function alone(menu: HTMLElement): void {
  const back = menu.shadowRoot?.querySelector<HTMLElement>("button[part~=back]");
  if (back) back.style.display = "none";
}

/** Says where the media go on, with a way to begin at the beginning, until they have gone on. */
function offerBeginning(media: HTMLMediaElement, place: number): void {
  const strip = document.querySelector<HTMLElement>("[data-goes-on]");
  const said = strip?.querySelector<HTMLElement>("[data-place]");
  if (!strip || !said) return;
  const [hours, minutes, seconds] = [place / 3600, (place / 60) % 60, place % 60].map(Math.floor);
  const two = (n = 0): string => String(n).padStart(2, "0");
  said.textContent = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes ?? 0}:${two(seconds)}`;
  strip.hidden = false;
  const wentOn = (): void => {
    if (media.currentTime < place + lag && media.currentTime > place - 1) return;
    strip.hidden = true;
    media.removeEventListener("timeupdate", wentOn);
  };
  media.addEventListener("timeupdate", wentOn);
  strip.querySelector("[data-start-over]")?.addEventListener("click", () => {
    media.currentTime = 0;
    strip.hidden = true;
    media.focus();
  });
}

customElements.define("media-player", MediaPlayer);
