/** `<copy-field data-copied="Copied">`: an input, a button whose `[data-label]` says it was copied, a live region. */

export class CopyField extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    const button = this.querySelector("button");
    if (input === null || button === null) return;
    input.addEventListener("focus", () => { input.select(); });
    if (document.activeElement === input) input.select();
    button.addEventListener("click", () => { void this.#copy(input, button); });
  }

  async #copy(input: HTMLInputElement, button: HTMLButtonElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      // Without permission the reader copies what is selected.
      input.focus();
      return;
    }
    const copied = this.dataset.copied ?? "";
    const label = button.querySelector("[data-label]") ?? button;
    const before = label.textContent;
    if (before === copied) return;
    label.textContent = copied;
    const region = this.querySelector("[role=status]");
    if (region !== null) region.textContent = copied;
    setTimeout(() => {
      label.textContent = before;
      if (region !== null) region.textContent = "";
    }, 2_500);
  }
}

customElements.define("copy-field", CopyField);
