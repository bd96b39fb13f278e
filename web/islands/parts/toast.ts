/** Short notices in the page's one polite live region, `[data-toasts]`. */

const stored = "usher-toast";
/** How long (ms) a notice stays, unless it is pointed at or focused. */
const stay = 8_000;

/** Shows one notice. */
export function toast(text: string): void {
  const region = document.querySelector<HTMLElement>("[data-toasts]");
  if (region === null || text === "") return;
  const note = document.createElement("div");
  note.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", region.dataset.close ?? "");
  close.addEventListener("click", () => { note.remove(); });
  note.append(words, close);
  region.append(note);
  const leave = (): void => {
    if (note.matches(":hover, :focus-within")) setTimeout(leave, 1_000);
    else note.remove();
  };
  setTimeout(leave, stay);
}

/** Keeps a notice for the page that is opened next. */
export function toastOnNextPage(text: string): void {
  if (text !== "") sessionStorage.setItem(stored, text);
}

/** Announces what the server or the page before left to say. */
export function showWaitingToasts(): void {
  const flash = document.querySelector("[data-flash]");
  const texts = [flash?.textContent ?? "", sessionStorage.getItem(stored) ?? ""];
  flash?.remove();
  sessionStorage.removeItem(stored);
  // A live region is read only when it changes after the page has been.
  setTimeout(() => { texts.forEach(toast); }, 150);
}

/** The page's sentence for a request that got no answer. */
export function lostConnection(): string {
  return document.querySelector<HTMLElement>("[data-toasts]")?.dataset.failed ?? "";
}
