/** `<share-link data-link>`: puts the time into the link, and into the frame for other pages, while it is typed. */

import { clock, film, seconds } from "./parts/moments.js";

class ShareLink extends HTMLElement {
  connectedCallback(): void {
    const starts = this.querySelector<HTMLInputElement>("[data-starts]");
    const at = this.querySelector<HTMLInputElement>("[name=t]");
    if (starts === null || at === null) return;
    const now = Math.floor(film()?.currentTime ?? 0);
    if (at.value === "") at.value = clock(now);
    starts.addEventListener("change", () => { this.#write(starts, at); });
    at.addEventListener("input", () => {
      starts.checked = true;
      this.#write(starts, at);
    });
    this.querySelector("form")?.addEventListener("submit", (event) => { event.preventDefault(); });
    // What was chosen before the script had come.
    if (starts.checked) this.#write(starts, at);
  }

  #write(starts: HTMLInputElement, at: HTMLInputElement): void {
    const time = starts.checked ? seconds(at.value) : undefined;
    const wrong = starts.checked && time === undefined;
    if (wrong) at.setAttribute("aria-invalid", "true");
    else at.removeAttribute("aria-invalid");
    at.closest(".field")?.classList.toggle("invalid", wrong);
    const error = this.querySelector<HTMLElement>("#share-at-error");
    if (error !== null) error.hidden = !wrong;
    if (wrong) at.setAttribute("aria-describedby", "share-at-error");
    else at.removeAttribute("aria-describedby");
    const plain = this.dataset.link ?? "";
    const asked = time === undefined ? "" : `?t=${time}`;
    const link = this.querySelector<HTMLInputElement>("#share-url");
    if (link !== null) link.value = plain + asked;
    const frame = this.querySelector<HTMLInputElement>("#share-frame");
    if (frame !== null) frame.value = frame.value.replace(/src="[^"]*"/u, `src="${plain}/embed${asked}"`);
  }
}

customElements.define("share-link", ShareLink);
