/** `<quiz-moment data-for="id" data-label>`: a button that writes the film's place into the field of that id, as 1:23.4. */

class QuizMoment extends HTMLElement {
  connectedCallback(): void {
    const field = document.getElementById(this.dataset.for ?? "");
    const media = document.querySelector<HTMLMediaElement>("video, audio");
    if (!(field instanceof HTMLInputElement) || media === null || this.querySelector("button") !== null) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = this.dataset.label ?? "";
    button.addEventListener("click", () => {
      media.pause();
      field.value = clock(media.currentTime);
    });
    this.append(button);
  }
}

/** Seconds as people write them, to a tenth. */
function clock(time: number): string {
  const tenths = Math.floor(time * 10);
  const seconds = Math.floor(tenths / 10);
  const two = (n: number): string => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const part = tenths % 10 === 0 ? "" : `.${tenths % 10}`;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}${part}`;
}

customElements.define("quiz-moment", QuizMoment);
