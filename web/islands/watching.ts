/**
 * What stands around a player, before the player itself begins: where the film begins (`?t=`), links to its moments,
 * keys, and how captions look.
 */

import { lookAsChosen, rememberCaptions } from "./parts/captions-look.js";
import { film, goTo } from "./parts/moments.js";
import { listenForKeys } from "./parts/player-keys.js";

/** The place that the player goes on at is the one of the address, whatever this tab or the hub remembers. */
function beginAsAsked(): void {
  const player = document.querySelector<HTMLElement>("media-player[data-start]");
  if (player === null) return;
  const key = `place:${player.dataset.entry ?? location.pathname}`;
  const at = Number(player.dataset.start);
  // Whoever reloads the page, or comes back to it, goes on where they were.
  const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  const resumes = player.dataset.resumes !== undefined;
  if (resumes && navigation !== undefined && navigation.type !== "navigate" && sessionStorage.getItem(key) !== null) return;
  if (resumes && at > 0) sessionStorage.setItem(key, String(at));
  else sessionStorage.removeItem(key);
  // Also where the player would not go on, near an end.
  film()?.addEventListener("loadedmetadata", (event) => { (event.target as HTMLMediaElement).currentTime = at; }, { once: true });
}

/** A link to a moment goes there on this page. */
function followMoments(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-at]") : null;
    const media = film();
    if (link === null || media === null || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(media, Number(link.dataset.at));
  });
}

/** Buttons that open a dialog of the page. */
function openDialogs(): void {
  const tools = document.querySelector<HTMLElement>("[data-player-tools]");
  if (tools !== null) tools.hidden = false;
  tools?.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-opens]") : null;
    const dialog = document.getElementById(opener?.dataset.opens ?? "");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}

const media = film();
beginAsAsked();
followMoments();
openDialogs();
lookAsChosen();
if (media !== null) rememberCaptions(media);
listenForKeys();
