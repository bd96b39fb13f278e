/**
 * `<list-rows>`: `.rows` with one `<li>` per value, a `<template>` for a new one, `[data-remove]` in each row and
 * `[data-add]`, or a `<people-combobox data-pick>` whose choice fills [data-text], [data-second], [data-initials] and
 * [data-value] (as `account:ID` or `group:ID`), and %name in the label of [data-remove]. data-group is the second line
 * of a group. Buttons that would ask the server to remove a row do it here instead.
 */

import type { Found } from "../combobox.js";

class ListRows extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (pressed === null) return;
      if ("remove" in pressed.dataset) {
        event.preventDefault();
        this.#remove(pressed);
      }
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
    say("second", one.email ?? this.dataset.group ?? "");
    say("initials", initials(one.name));
    row.querySelector("[data-value]")?.setAttribute("value", value);
    const remove = row.querySelector("[data-remove]");
    remove?.setAttribute("aria-label", (remove.getAttribute("aria-label") ?? "").replace("%name", one.name));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event("rows-changed", { bubbles: true }));
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(firstLetter).join("").toLocaleUpperCase();
}

/** Whole letters: one with its accents, one emoji. */
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word = ""): string {
  return letters.segment(word).containing(0)?.segment ?? "";
}

customElements.define("list-rows", ListRows);
