/**
 * `<media-preparation data-state="/api/v1/entries/ID">` around a `<progress>`: shows how far the preparation has come, and
 * loads the page anew once it is over. With data-of="qualities" it shows how far the renditions are, and says so once they
 * are there ([data-left] with data-left-done): nobody who watches is interrupted. [data-left] says how long it takes still:
 * data-left-minutes (%n) or data-left-soon.
 */

/** How often (ms) to ask. */
const pause = 2_000;

interface Entry {
  state: string;
  progress: number;
  qualities: { state: string | null; progress: number };
  seconds_left: number | null;
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
      if (this.dataset.of === "qualities") this.#showQualities(entry);
      else if (entry.state !== "processing") location.reload();
      else this.#show(entry.progress, entry.seconds_left);
    } catch {
      // No connection: the next time will tell.
    }
  }

  #showQualities({ qualities, seconds_left }: Entry): void {
    if (qualities.state === "making") {
      this.#show(qualities.progress, seconds_left);
      return;
    }
    clearInterval(this.#timer);
    // What there is to say of others stands on the page when it is next looked at.
    if (qualities.state !== "made") return;
    this.#show(100, null);
    const left = this.querySelector<HTMLElement>("[data-left]");
    if (left !== null) this.replaceChildren(Object.assign(document.createElement("p"), { textContent: left.dataset.leftDone ?? "" }));
    this.parentElement?.querySelector("form")?.remove();
  }

  #show(percent: number, seconds: number | null): void {
    const bar = this.querySelector("progress");
    if (bar !== null) bar.value = percent;
    const left = this.querySelector<HTMLElement>("[data-left]");
    if (left === null) return;
    left.hidden = seconds === null;
    if (seconds === null) return;
    const minutes = String(Math.ceil(seconds / 60));
    const { leftMinutes, leftSoon } = left.dataset;
    left.textContent = (seconds < 60 ? leftSoon : leftMinutes?.replace("%n", minutes)) ?? "";
  }
}

customElements.define("media-preparation", MediaPreparation);
