/**
 * `<picture-view data-play-url>` around the page's own <img>: counts one look, and shows the picture in its own size,
 * to be moved about, by a press on it or on its button. Words: data-label-larger, data-label-fit.
 */

import { icon } from "./parts/nodes.js";
import { countPlay } from "./parts/plays.js";

class PictureView extends HTMLElement {
  connectedCallback(): void {
    const image = this.querySelector("img");
    if (image === null || this.querySelector("button") !== null) return;
    const ready = (): void => {
      countPlay(this.dataset.playUrl);
      if (image.naturalWidth > image.clientWidth) this.#offerSizes(image);
    };
    if (image.complete) ready();
    else image.addEventListener("load", ready, { once: true });
  }

  #offerSizes(image: HTMLImageElement): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet square";
    const frame = document.createElement("div");
    frame.className = "picture-frame";
    frame.append(image);
    const show = (large: boolean): void => {
      this.classList.toggle("large", large);
      const label = (large ? this.dataset.labelFit : this.dataset.labelLarger) ?? "";
      button.setAttribute("aria-label", label);
      button.title = label;
      button.replaceChildren(icon(this.dataset.icons ?? "", large ? "minus" : "plus"));
      // What is larger than its frame is moved by the arrow keys.
      if (large) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", image.alt);
      } else {
        frame.removeAttribute("tabindex");
        frame.removeAttribute("role");
        frame.removeAttribute("aria-label");
      }
    };
    button.addEventListener("click", () => { show(!this.classList.contains("large")); });
    image.addEventListener("click", (event) => {
      const { left, top, width, height } = image.getBoundingClientRect();
      const [across, down] = [(event.clientX - left) / width, (event.clientY - top) / height];
      show(!this.classList.contains("large"));
      frame.scrollTo(
        across * image.clientWidth - frame.clientWidth / 2,
        down * image.clientHeight - frame.clientHeight / 2,
      );
    });
    this.replaceChildren(frame, button);
    show(false);
  }
}

customElements.define("picture-view", PictureView);
