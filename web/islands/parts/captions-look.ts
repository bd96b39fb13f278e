/**
 * How captions look, and whether they are shown: kept by this browser, for every film. The look stands as attributes
 * of <html>, by which the style sheet's ::cue rules go.
 */

import { kept, keep } from "./kept.js";

const names = ["cue-size", "cue-colour", "cue-ground"];

/** Puts on the look that was chosen, and follows the choices of the dialog, if the page has it. */
export function lookAsChosen(): void {
  const root = document.documentElement;
  for (const name of names) {
    const value = kept(name);
    if (/^[a-z]+$/u.test(value)) root.setAttribute(`data-${name}`, value);
  }
  const form = document.querySelector("[data-captions-look]");
  for (const choice of form?.querySelectorAll<HTMLInputElement>("input[type=radio]") ?? []) {
    choice.checked = choice.value === (root.getAttribute(`data-${choice.name}`) ?? "");
    choice.addEventListener("change", () => {
      keep(choice.name, choice.value);
      if (choice.value === "") root.removeAttribute(`data-${choice.name}`);
      else root.setAttribute(`data-${choice.name}`, choice.value);
    });
  }
}

function tracks(media: HTMLMediaElement): TextTrack[] {
  return [...media.textTracks].filter((track) => track.kind === "captions" || track.kind === "subtitles");
}

/** Shows the captions that were shown last in this browser, or none if they were switched off. */
export function rememberCaptions(media: HTMLMediaElement): void {
  const all = tracks(media);
  const wanted = kept("captions");
  const found = all.find((track) => track.language === wanted);
  if (wanted === "off" || found !== undefined) {
    for (const track of all) track.mode = track === found ? "showing" : "disabled";
  }
  let shown = all.find((track) => track.mode === "showing");
  media.textTracks.addEventListener("change", () => {
    const now = tracks(media).find((track) => track.mode === "showing");
    if (now === shown) return;
    shown = now;
    // What a browser does by itself is nobody's choice.
    if (!navigator.userActivation.hasBeenActive) return;
    keep("captions", now?.language ?? "off");
  });
}
