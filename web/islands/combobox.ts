/**
 * `<people-combobox data-people="/people?q=">` around a field: from the third character it offers people (ARIA 1.2
 * combobox with a listbox). Choosing one fills the fields whose ids are named by data-first, data-last and data-id, and
 * the input itself with the address; with `data-pick` it only fires `people-pick` and empties the input.
 * Words: data-list-label, data-none, data-some ("{n} found …"), data-group (second line of a group).
 * Answer: {people:[…], groups:[…]}.
 */

import { node } from "./parts/nodes.js";

/** One person, or a group (no address), as the server names them. */
export interface Found {
  id: string;
  name: string;
  first_name?: string;
  last_name?: string;
  email?: string;
  kind: "account" | "group";
}

/** Characters before the first question to the server, and the pause (ms) after the last key. */
const fewest = 3;
const pause = 180;

let count = 0;

class PeopleCombobox extends HTMLElement {
  #input!: HTMLInputElement;
  readonly #list = node("ul", { role: "listbox", hidden: "" });
  readonly #status = node("span", { class: "visually-hidden", role: "status" });
  #found: Found[] = [];
  #at = -1;
  #chosen = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #question: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input:not([type=hidden])");
    if (input === null || this.contains(this.#list)) return;
    this.#input = input;
    this.classList.add("combobox");
    count += 1;
    this.#list.id = `people-${count}`;
    this.#list.setAttribute("aria-label", this.dataset.listLabel ?? "");
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.#list.id,
    })) {
      input.setAttribute(name, value);
    }
    this.append(this.#list, this.#status);
    input.addEventListener("input", () => { this.#typed(); });
    input.addEventListener("keydown", (event) => { this.#key(event); });
    input.addEventListener("blur", () => { this.#close(); });
    // The list must not take the focus from the input.
    this.#list.addEventListener("pointerdown", (event) => { event.preventDefault(); });
    this.#list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option !== null) this.#choose([...this.#list.children].indexOf(option));
    });
    // What was typed before the script had come.
    if (document.activeElement === input && input.value !== input.defaultValue) this.#typed();
  }

  #typed(): void {
    if (this.#input.value !== this.#chosen) this.#fill("id", "");
    clearTimeout(this.#timer);
    this.#question?.abort();
    const words = this.#input.value.trim();
    if (words.length < fewest) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(() => { void this.#ask(words); }, pause);
  }

  async #ask(words: string): Promise<void> {
    this.#question = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.people ?? ""}${encodeURIComponent(words)}`, {
        headers: { accept: "application/json" },
        signal: this.#question.signal,
      });
      if (!answer.ok) return;
      const body = (await answer.json()) as { people?: Omit<Found, "kind">[]; groups?: Omit<Found, "kind">[] };
      this.#found = [
        ...(body.people ?? []).map((one) => ({ ...one, kind: "account" as const })),
        ...(body.groups ?? []).map((one) => ({ ...one, kind: "group" as const })),
      ];
      if (document.activeElement === this.#input) this.#open();
    } catch {
      // Stale, or no connection: typing the whole address works as well.
    }
  }

  #open(): void {
    const options = this.#found.map((one, index) =>
      node(
        "li",
        { role: "option", id: `${this.#list.id}-${index}`, "aria-selected": "false" },
        node("bdi", {}, one.name),
        node("bdi", { class: "secondary" }, one.email ?? this.dataset.group ?? ""),
      ),
    );
    this.#list.replaceChildren(...options);
    this.#at = -1;
    const some = options.length > 0;
    this.#list.hidden = !some;
    this.#input.setAttribute("aria-expanded", String(some));
    this.#input.removeAttribute("aria-activedescendant");
    const words = some ? (this.dataset.some ?? "") : (this.dataset.none ?? "");
    this.#status.textContent = words.replace("{n}", String(options.length));
  }

  #close(): void {
    this.#list.hidden = true;
    this.#at = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#status.textContent = "";
  }

  #key(event: KeyboardEvent): void {
    if (this.#list.hidden) {
      if (event.key === "ArrowDown" && this.#found.length > 0 && this.#input.value.trim().length >= fewest) {
        event.preventDefault();
        this.#open();
      }
      return;
    }
    const last = this.#found.length - 1;
    if (event.key === "ArrowDown") this.#mark(this.#at >= last ? 0 : this.#at + 1);
    else if (event.key === "ArrowUp") this.#mark(this.#at <= 0 ? last : this.#at - 1);
    else if (event.key === "Enter" && this.#at >= 0) this.#choose(this.#at);
    else if (event.key === "Escape") {
      this.#close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  #mark(index: number): void {
    this.#at = index;
    for (const [position, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(position === index));
      if (position !== index) continue;
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  #choose(index: number): void {
    const one = this.#found[index];
    if (one === undefined) return;
    if ("pick" in this.dataset) {
      this.#input.value = "";
    } else {
      this.#chosen = one.email ?? one.name;
      this.#input.value = this.#chosen;
      this.#fill("first", one.first_name ?? "");
      this.#fill("last", one.last_name ?? "");
      this.#fill("id", one.id);
    }
    this.#close();
    this.#found = [];
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
    this.dispatchEvent(new CustomEvent<Found>("people-pick", { bubbles: true, detail: one }));
  }

  #fill(what: "first" | "last" | "id", value: string): void {
    const field = document.getElementById(this.dataset[what] ?? "");
    if (field instanceof HTMLInputElement) field.value = value;
  }
}

customElements.define("people-combobox", PeopleCombobox);
