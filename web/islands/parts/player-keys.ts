/**
 * The keys of the big sites, for the film of the page: on the whole page, or, where the reader prefers it, only in the
 * player (WCAG 2.1.4). They never act while something is typed, in a dialog or in a menu, and a control that a key
 * belongs to keeps it. media-chrome's own keys, which work in the player alone, are switched off in their favour.
 */

import { keep, kept } from "./kept.js";
import { film } from "./moments.js";

/** The speeds that the player offers, the slowest first. */
function speeds(media: HTMLMediaElement): number[] {
  const rates = media.closest<HTMLElement>("media-player")?.dataset.rates ?? "1";
  return rates.split(" ").map(Number);
}

/** What a control does with a key by itself. */
const own: [selector: string, keys: string[]][] = [
  ["a[href], [role=link]", ["Enter"]],
  ["button, summary, [role=button], [role^=menuitem], media-play-button, [class*=button]", [" ", "Enter"]],
  ["[role=slider], media-time-range, media-volume-range", ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " "]],
  ["[data-scroll]", ["ArrowUp", "ArrowDown", " "]],
];

/** Where something is typed or chosen. The bar of a player holds a range, in which nothing is. */
const elsewhere = "input:not([type=range]), textarea, select, dialog, details[data-menu][open], [role=menu]";

function belongsElsewhere(event: KeyboardEvent): boolean {
  for (const target of event.composedPath()) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.isContentEditable || target.matches(elsewhere)) return true;
    if (own.some(([selector, keys]) => keys.includes(event.key) && target.matches(selector))) return true;
  }
  return false;
}

function inPlayer(event: KeyboardEvent): boolean {
  return event.composedPath().some((target) => target instanceof HTMLElement && target.id === "stage");
}

/** Tells what a key did, where it cannot be seen otherwise. */
function say(name: string, value = ""): void {
  const region = document.querySelector("[data-player-said]");
  const text = document.querySelector(`[data-say-${name}]`)?.getAttribute(`data-say-${name}`);
  if (region !== null && text != null) region.textContent = text.replace("%n", value);
}

function ask(name: string): void {
  document.querySelector("media-controller")?.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
}

function move(media: HTMLMediaElement, by: number): void {
  media.currentTime = Math.min(Math.max(media.currentTime + by, 0), media.duration || Infinity);
}

function louder(media: HTMLMediaElement, by: number): void {
  media.muted = false;
  media.volume = Math.min(Math.max(media.volume + by, 0), 1);
  say("volume", String(Math.round(media.volume * 100)));
}

function faster(media: HTMLMediaElement, step: 1 | -1): void {
  const now = media.playbackRate;
  const rates = speeds(media);
  const next = step > 0 ? rates.find((rate) => rate > now) : rates.findLast((rate) => rate < now);
  if (next === undefined) return;
  media.playbackRate = next;
  say("speed", String(next));
}

function toggleCaptions(media: HTMLMediaElement): void {
  ask("mediatogglesubtitlesrequest");
  const shown = [...media.textTracks].some((track) => track.kind === "captions" && track.mode === "showing");
  say(shown ? "captions-on" : "captions-off");
}

function deed(key: string, media: HTMLMediaElement): (() => void) | undefined {
  if (/^\d$/u.test(key)) {
    return () => { if (media.duration > 0) media.currentTime = (media.duration * Number(key)) / 10; };
  }
  const play = (): void => {
    if (media.paused) void media.play().catch(() => undefined);
    else media.pause();
  };
  const deeds: Record<string, () => void> = {
    " ": play,
    k: play,
    j: () => { move(media, -10); },
    l: () => { move(media, 10); },
    ArrowLeft: () => { move(media, -5); },
    ArrowRight: () => { move(media, 5); },
    ArrowUp: () => { louder(media, 0.05); },
    ArrowDown: () => { louder(media, -0.05); },
    m: () => { media.muted = !media.muted; },
    c: () => { toggleCaptions(media); },
    f: () => {
      if (media instanceof HTMLAudioElement) return;
      ask(document.fullscreenElement ? "mediaexitfullscreenrequest" : "mediaenterfullscreenrequest");
    },
    "<": () => { faster(media, -1); },
    ">": () => { faster(media, 1); },
    "?": () => { document.querySelector<HTMLDialogElement>("#player-keys")?.showModal(); },
  };
  return deeds[key.length === 1 ? key.toLowerCase() : key];
}

/** Starts listening. */
export function listenForKeys(): void {
  const everywhere = document.querySelector<HTMLInputElement>("[data-everywhere]");
  if (everywhere !== null) {
    everywhere.checked = kept("keys") !== "player";
    everywhere.addEventListener("change", () => { keep("keys", everywhere.checked ? "" : "player"); });
  }
  document.addEventListener(
    "keydown",
    (event) => {
      document.querySelector("media-controller:not([nohotkeys])")?.setAttribute("nohotkeys", "");
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event)) return;
      const inside = inPlayer(event);
      if (!inside && kept("keys") === "player") return;
      // Outside the player these scroll the page.
      if (!inside && (event.key === "ArrowUp" || event.key === "ArrowDown")) return;
      const media = film();
      const act = media === null ? undefined : deed(event.key, media);
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
    { capture: true },
  );
}
