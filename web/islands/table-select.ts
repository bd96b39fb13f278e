/**
 * `<table-select>` around a table, or around cards with boxes `[data-pick]`: a box in the head picks every row, Shift
 * picks a range, and `[data-selection]` shows only while something is picked, with the number in `[data-selected]`.
 * `[data-needs-script]` is shown.
 */

class TableSelect extends HTMLElement {
  #last = -1;

  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
      const boxes = this.#boxes();
      if ("selectAll" in box.dataset) for (const row of boxes) row.checked = box.checked;
      const at = boxes.indexOf(box);
      if (event.shiftKey && at >= 0 && this.#last >= 0) {
        const [from, to] = [Math.min(at, this.#last), Math.max(at, this.#last)];
        for (const row of boxes.slice(from, to + 1)) row.checked = box.checked;
      }
      this.#last = at;
      this.#show();
    });
    // A browser that goes back ticks again what was ticked, and tells nobody.
    addEventListener("pageshow", () => { this.#show(); });
    for (const part of this.querySelectorAll<HTMLElement>("[data-needs-script]")) part.hidden = false;
    this.#show();
  }

  #boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox], input[data-pick]")];
  }

  #show(): void {
    const boxes = this.#boxes();
    const picked = boxes.filter((box) => box.checked).length;
    const all = this.querySelector<HTMLInputElement>("[data-select-all]");
    if (all !== null) {
      all.checked = picked > 0 && picked === boxes.length;
      all.indeterminate = picked > 0 && picked < boxes.length;
    }
    for (const bar of this.querySelectorAll<HTMLElement>("[data-selection]")) bar.hidden = picked === 0;
    for (const count of this.querySelectorAll("[data-selected]")) count.textContent = String(picked);
  }
}

customElements.define("table-select", TableSelect);
