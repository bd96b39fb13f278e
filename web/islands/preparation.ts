/**
 * `<media-preparation data-state="/api/v1/entries/ID">` around a `<progress>`: shows how far the preparation has come, and
 * loads the page anew once it is over.
 */

/** How often (ms) to ask. */
const pause = 2_000;

interface Entry {
  state: string;
  progress: number;
}

class MediaPreparation extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#timer = setInterval(() => { void this.#ask(); }, pause);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    try {
      const answer = await fetch(this.dataset.state ?? "", { headers: { accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) return;
      const entry = (await answer.json()) as Entry;
      const bar = this.querySelector("progress");
      if (entry.state !== "processing") location.reload();
      else if (bar !== null) bar.value = entry.progress;
    } catch {
      // No connection: the next time will tell.
    }
  }
}

customElements.define("media-preparation", MediaPreparation);
