/**
 * `<playlist-panel data-next>` beside a player: when the film ends, the next entry of the playlist begins, unless its
 * box `[data-plays-on]` is unticked, which this tab remembers. `[data-needs-script]` is shown.
 */

const OFF = "playlist:stops";
const GOES_ON = "playlist:goes-on";

class PlaylistPanel extends HTMLElement {
  connectedCallback(): void {
    this.#begin();
    const next = this.dataset.next;
    const box = this.querySelector<HTMLInputElement>("[data-plays-on]");
    if (next === undefined || box === null) return;
    for (const part of this.querySelectorAll<HTMLElement>("[data-needs-script]")) part.hidden = false;
    box.checked = sessionStorage.getItem(OFF) === null;
    box.addEventListener("change", () => {
      if (box.checked) sessionStorage.removeItem(OFF);
      else sessionStorage.setItem(OFF, "yes");
    });
    // Media tell only themselves of their end; on the way down it passes here.
    document.addEventListener("ended", (event) => {
      if (!(event.target instanceof HTMLMediaElement) || !box.checked) return;
      sessionStorage.setItem(GOES_ON, next);
      location.assign(next);
    }, { capture: true });
  }

  /** Whoever comes from the one before goes on listening, where the browser lets it. */
  #begin(): void {
    const from = sessionStorage.getItem(GOES_ON);
    sessionStorage.removeItem(GOES_ON);
    if (from !== location.pathname + location.search) return;
    const media = document.querySelector<HTMLMediaElement>("media-player video, media-player audio");
    void media?.play().catch(() => undefined);
  }
}

customElements.define("playlist-panel", PlaylistPanel);
