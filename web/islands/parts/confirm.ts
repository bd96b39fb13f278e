/**
 * `form[data-confirm="question"]` asks in a dialog before it is sent. Once confirmed the form carries `confirmed=yes`,
 * so that the server need not ask by a page of its own. Words: data-confirm-title, data-confirm-yes, data-confirm-no.
 */

import { button, node } from "./nodes.js";

/** Asks before every such form, also those that come later. Must be set up before other submit listeners. */
export function askFirst(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.dataset.confirm === undefined) return;
      if (form.elements.namedItem("confirmed") !== null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(form, event.submitter);
    },
    { capture: true },
  );
}

function ask(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const { confirm = "", confirmYes = "", confirmNo = "", confirmTitle = confirmYes } = form.dataset;
  const danger = submitter?.classList.contains("danger") === true;
  const no = button(confirmNo, "button");
  const yes = button(confirmYes, danger ? "button danger" : "button primary");
  const heading = node("h2", { id: "confirm-heading" }, confirmTitle);
  const text = node("p", { id: "confirm-text" }, confirm);
  const dialog = node(
    "dialog",
    { class: "dialog", "aria-labelledby": heading.id, "aria-describedby": text.id },
    node("header", { class: "dialog-head" }, heading),
    node("div", { class: "dialog-body" }, text, node("div", { class: "dialog-foot" }, no, yes)),
  );
  no.addEventListener("click", () => { dialog.close(); });
  yes.addEventListener("click", () => {
    form.append(node("input", { type: "hidden", name: "confirmed", value: "yes" }));
    dialog.close();
    form.requestSubmit(submitter);
  });
  // Safari does not give the focus to a button that is clicked.
  const before = submitter ?? document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
}
