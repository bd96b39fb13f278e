/** Keeps an impatient second press from sending a form twice. */

/** After this long (ms) a form may be sent again: the answer may have been lost. */
const patience = 10_000;

/** Guards every form of the page, also those that come later. */
export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    busy(form, event.submitter);
    setTimeout(() => { idle(form); }, patience);
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) idle(form);
  });
}

/** Marks a form, and the button that sends it, as on its way. */
export function busy(form: HTMLFormElement, button: HTMLElement | null): void {
  form.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-busy", "true");
}

/** Takes the mark away. */
export function idle(form: HTMLFormElement): void {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
