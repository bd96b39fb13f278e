/**
 * `<console-form>` around a settings form with a `.save-bar`: marks each changed `.setting`, says how many in
 * `[data-count]` (words by plural form: data-count-zero, -one, -few, -many, -other, with {n}), warns before leaving,
 * but not by `[data-discard]`. A setting that the server sends back unsaved carries `data-dirty`. `[data-minutes]`
 * says its value in hours and days in the `[data-amount]` beside it. `data-filter="id"` on an input narrows the links
 * of that list; what carries `data-filter-field` is of use with scripts only and shown by this one;
 * `[data-filter-none]` is shown when nothing is left. Lists of values: `<list-rows>`.
 */

import "./combobox.js";
import { rounder } from "./parts/amounts.js";
import "./parts/list-rows.js";

class ConsoleForm extends HTMLElement {
  #form!: HTMLFormElement;
  #before = new Map<Element, string>();
  #sending = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (form === null) return;
    this.#form = form;
    for (const setting of this.#settings()) this.#before.set(setting, values(setting, "sent by the server"));
    for (const kind of ["input", "change", "rows-changed"]) {
      form.addEventListener(kind, () => { this.#count(); });
    }
    form.addEventListener("submit", () => { this.#sending = true; });
    this.querySelector("[data-discard]")?.addEventListener("click", () => { this.#sending = true; });
    addEventListener("beforeunload", (event) => {
      if (!this.#sending && this.#changed().length > 0) event.preventDefault();
    });
    for (const input of form.querySelectorAll<HTMLInputElement>("[data-minutes]")) sayAmount(input);
    this.#count();
    // A browser that goes back fills in what was typed, and tells nobody.
    addEventListener("pageshow", () => { this.#count(); });
  }

  #settings(): HTMLElement[] {
    return [...this.#form.querySelectorAll<HTMLElement>(".setting")];
  }

  #changed(): HTMLElement[] {
    return this.#settings().filter(
      (setting) => "dirty" in setting.dataset || values(setting, "now") !== this.#before.get(setting),
    );
  }

  #count(): void {
    const changed = new Set(this.#changed());
    for (const setting of this.#settings()) setting.classList.toggle("changed", changed.has(setting));
    const number = changed.size;
    const form = number === 0 ? "zero" : new Intl.PluralRules(document.documentElement.lang).select(number);
    const words = this.getAttribute(`data-count-${form}`) ?? this.dataset.countOther ?? "";
    const text = words.replace("{n}", String(number));
    for (const place of this.querySelectorAll("[data-count]")) {
      if (place.textContent !== text) place.textContent = text;
    }
    this.querySelector(".save-bar")?.classList.toggle("clean", number === 0);
  }
}

function sayAmount(input: HTMLInputElement): void {
  const place = input.parentElement?.querySelector("[data-amount]");
  const say = (): void => {
    const text = /^\d+$/.test(input.value.trim()) ? rounder(Number(input.value)) : "";
    if (place) place.textContent = text;
  };
  input.addEventListener("input", say);
  addEventListener("pageshow", say);
  say();
}

/** What the controls inside would send. */
function values(setting: Element, when: "now" | "sent by the server"): string {
  const controls = setting.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    ":is(input, textarea)[name]:not([name^='find:'], [name^='try:'])",
  );
  const now = when === "now";
  return JSON.stringify(
    [...controls]
      .filter((control) => {
        const ticked = control instanceof HTMLInputElement && /radio|checkbox/.test(control.type);
        return !ticked || (now ? control.checked : control.defaultChecked);
      })
      .map((control) => [control.name, now ? control.value : control.defaultValue]),
  );
}

function narrow(input: HTMLInputElement): void {
  const list = document.getElementById(input.dataset.filter ?? "");
  const words = input.value.trim().toLocaleLowerCase();
  for (const item of list?.querySelectorAll("li") ?? []) {
    item.hidden = !item.textContent.toLocaleLowerCase().includes(words);
  }
  for (const heading of list?.querySelectorAll<HTMLElement>("h2") ?? []) {
    heading.hidden = heading.nextElementSibling?.querySelector("li:not([hidden])") === null;
  }
  const none = list?.querySelector<HTMLElement>("[data-filter-none]");
  if (none) none.hidden = list?.querySelector("li:not([hidden])") !== null;
}

for (const field of document.querySelectorAll<HTMLElement>("[data-filter-field]")) field.hidden = false;

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) {
  input.addEventListener("input", () => { narrow(input); });
}

customElements.define("console-form", ConsoleForm);
