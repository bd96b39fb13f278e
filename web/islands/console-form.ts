/**
 * `<console-form>` around a settings form with a `.save-bar`: marks each changed `.setting`, says how many in
 * `[data-count]` (words by plural form: data-count-zero, -one, -few, -many, -other, with {n}), warns before leaving.
 * A setting that the server sends back unsaved carries `data-dirty`. `data-filter="id"` on an input narrows the links
 * of that list. Lists of values: `<list-rows>`.
 */

import "./combobox.js";
import type { Found } from "./combobox.js";

class ConsoleForm extends HTMLElement {
  #form!: HTMLFormElement;
  #before = new Map<Element, string>();
  #sending = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (form === null) return;
    this.#form = form;
    for (const setting of this.#settings()) this.#before.set(setting, values(setting));
    for (const kind of ["input", "change", "rows-changed"]) {
      form.addEventListener(kind, () => { this.#count(); });
    }
    form.addEventListener("submit", () => { this.#sending = true; });
    // Rows that were taken away come back only with the page itself.
    form.addEventListener("reset", () => {
      this.#sending = true;
      location.reload();
    });
    addEventListener("beforeunload", (event) => {
      if (!this.#sending && this.#changed().length > 0) event.preventDefault();
    });
    this.#count();
  }

  #settings(): HTMLElement[] {
    return [...this.#form.querySelectorAll<HTMLElement>(".setting")];
  }

  #changed(): HTMLElement[] {
    return this.#settings().filter(
      (setting) => "dirty" in setting.dataset || values(setting) !== this.#before.get(setting),
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

/** What the controls inside would send. */
function values(setting: Element): string {
  const controls = setting.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("[name]");
  return JSON.stringify(
    [...controls]
      .filter((control) => !(control instanceof HTMLInputElement && /radio|checkbox/.test(control.type)) || control.checked)
      .map((control) => [control.name, control.value]),
  );
}

/**
 * `<list-rows>`: `.rows` with one `<li>` per value, a `<template>` for a new one, `[data-remove]` in each row and
 * `[data-add]`, or a `<people-combobox data-pick>` whose choice fills [data-text], [data-second], [data-initials] and
 * [data-value] (as `account:ID` or `group:ID`).
 */
class ListRows extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (pressed === null) return;
      if ("remove" in pressed.dataset) this.#remove(pressed);
      if ("add" in pressed.dataset) this.#add()?.querySelector<HTMLElement>("input, select")?.focus();
    });
    this.addEventListener("people-pick", (event) => { this.#pick((event as CustomEvent<Found>).detail); });
  }

  #add(): Element | undefined {
    const row = this.querySelector("template")?.content.firstElementChild?.cloneNode(true);
    if (!(row instanceof Element)) return undefined;
    this.querySelector(".rows")?.append(row);
    this.#changed();
    return row;
  }

  #remove(pressed: HTMLElement): void {
    const row = pressed.closest("li");
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
    row?.remove();
    const next = neighbour?.querySelector<HTMLElement>("[data-remove]");
    (next ?? this.querySelector<HTMLElement>("[data-add], people-combobox input"))?.focus();
    this.#changed();
  }

  #pick(one: Found): void {
    const value = `${one.kind}:${one.id}`;
    const there = [...this.querySelectorAll<HTMLInputElement>(".rows input[type=hidden]")];
    if (there.some((input) => input.value === value)) return;
    const row = this.#add();
    if (row === undefined) return;
    const say = (part: string, text: string): void => {
      const place = row.querySelector(`[data-${part}]`);
      if (place !== null) place.textContent = text;
    };
    say("text", one.name);
    say("second", one.email ?? "");
    say("initials", initials(one.name));
    row.querySelector("[data-value]")?.setAttribute("value", value);
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event("rows-changed", { bubbles: true }));
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(firstLetter).join("");
}

/** Whole letters: one with its accents, one emoji. */
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word = ""): string {
  return letters.segment(word).containing(0)?.segment ?? "";
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
}

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) {
  input.addEventListener("input", () => { narrow(input); });
}

customElements.define("console-form", ConsoleForm);
customElements.define("list-rows", ListRows);
