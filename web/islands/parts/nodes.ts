/** Builds elements without markup strings, as Trusted Types demand. */

/** An element with attributes and children; strings become text. */
export function node<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that sends nothing by itself. */
export function button(label: Node | string, className: string): HTMLButtonElement {
  return node("button", { type: "button", class: className }, label);
}

const svg = "http://www.w3.org/2000/svg";

/** A picture from the sprite at `sprite`. */
export function icon(sprite: string, name: string): SVGSVGElement {
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  picture.append(use);
  return picture;
}
