/** `<details data-menu>`: Escape, a click elsewhere or focus elsewhere closes it; arrow keys walk through it. */

function open(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];
}

function closeOthers(target: EventTarget | null): void {
  for (const menu of open()) {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  }
}

function walk(menu: HTMLDetailsElement, event: KeyboardEvent): void {
  // Some are there for narrow windows only.
  const items = [...menu.querySelectorAll<HTMLElement>(".menu-sheet :is(a[href], button)")].filter((item) => item.getClientRects().length > 0);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? items.length - 1 : at - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  const item = next === undefined ? undefined : items.at(next % items.length);
  if (item === undefined) return;
  event.preventDefault();
  item.focus();
}

/** Starts listening; menus added later are covered. */
export function watchMenus(): void {
  document.addEventListener("click", (event) => { closeOthers(event.target); });
  document.addEventListener("focusin", (event) => { closeOthers(event.target); });
  // A menu at the foot of the page must be seen whole; `toggle` does not bubble.
  document.addEventListener(
    "toggle",
    (event) => {
      if (!(event.target instanceof HTMLDetailsElement) || !event.target.open) return;
      event.target.querySelector(".menu-sheet")?.scrollIntoView({ block: "nearest" });
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    const menu = open().at(-1);
    if (menu === undefined) return;
    if (event.key === "Escape") {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary")?.focus();
      event.preventDefault();
      return;
    }
    if (menu.contains(document.activeElement)) walk(menu, event);
  });
}
