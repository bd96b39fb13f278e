/** Captions stand above the controls for as long as those are in sight. */

/** How far (px), as in the style sheet. */
const lift = 84;

/** Moves the lines of captions where the style sheet cannot move what they stand in. Lines that have a place of their own stay. */
export function liftCaptions(controller: HTMLElement, media: HTMLMediaElement): void {
  if (CSS.supports("selector(video::-webkit-media-text-track-container)")) return;
  const lifted = new WeakSet<VTTCue>();
  const place = (): void => {
    const inSight = !controller.hasAttribute("userinactive") || controller.hasAttribute("mediapaused");
    const line = Math.max(0, 100 - (100 * lift) / (media.clientHeight || 1));
    for (const track of media.textTracks) {
      if (track.mode === "showing" && put(track, inSight ? line : undefined, lifted)) drawAnew(track);
    }
  };
  new MutationObserver(place).observe(controller, { attributeFilter: ["userinactive", "mediapaused"] });
  new ResizeObserver(place).observe(media);
  media.textTracks.addEventListener("change", place);
  // Load events do not bubble.
  media.addEventListener("load", place, { capture: true });
}

/** Whether something is elsewhere now. */
function put(track: TextTrack, line: number | undefined, lifted: WeakSet<VTTCue>): boolean {
  let moved = false;
  for (const cue of track.cues ?? []) {
    if (!(cue instanceof VTTCue) || (cue.line !== "auto" && !lifted.has(cue))) continue;
    const wanted = line ?? "auto";
    if (cue.line === wanted) continue;
    moved = true;
    if (line === undefined) {
      Object.assign(cue, { snapToLines: true, lineAlign: "start", line: "auto" });
      lifted.delete(cue);
    } else {
      // Firefox, for whom this is, takes "center" for "end" and "end" for "center" (153; e2e/stories/firefox.story.ts looks).
      Object.assign(cue, { snapToLines: false, lineAlign: "center", line });
      lifted.add(cue);
    }
  }
  return moved;
}

/** Whoever listens is told once this is over, and sees no change. */
function drawAnew(track: TextTrack): void {
  track.mode = "hidden";
  track.mode = "showing";
}
