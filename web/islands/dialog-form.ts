/**
 * A link with `data-dialog` shows the form page it leads to in a dialog: its `[data-dialog-page]`, taken from the
 * answer. The form is sent in the background; an answer with a form page again (errors, or a confirmation) is shown in
 * the same dialog, any other is gone to. `data-dialog="refresh"` reloads the page behind after a success.
 *
 * The answer is parsed by XMLHttpRequest (responseType "document"), which runs no script and, unlike parsing a string,
 * is no Trusted Types sink: the hub needs no policy for it.
 */

import { busy, idle } from "./parts/busy.js";
import { node } from "./parts/nodes.js";
import { showTimes } from "./parts/times.js";
import { lostConnection, toast, toastOnNextPage } from "./parts/toast.js";

interface Answer {
  status: number;
  address: string;
  document: Document | null;
}

function request(method: string, address: string, body?: FormData | URLSearchParams): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open(method, address);
    call.responseType = "document";
    call.onload = () => {
      resolve({ status: call.status, address: call.responseURL, document: call.responseXML });
    };
    call.onerror = reject;
    call.send(body ?? null);
  });
}

/** Elements that a fragment may hold and that need their own island. */
async function wake(part: ParentNode): Promise<void> {
  if (part.querySelector("people-combobox") !== null) await import("./combobox.js");
  if (part.querySelector("copy-field") !== null) await import("./copy-field.js");
  if (part.querySelector("share-link") !== null) await import("./share-link.js");
}

class FormDialog {
  readonly #dialog = node("dialog", { class: "dialog" });
  readonly #opener: HTMLElement;
  #address: string;
  #succeeded = false;

  constructor(opener: HTMLAnchorElement) {
    this.#opener = opener;
    this.#address = opener.href;
    this.#dialog.addEventListener("click", (event) => { this.#click(event); });
    this.#dialog.addEventListener("submit", (event) => { this.#submit(event); });
    this.#dialog.addEventListener("close", () => { this.#closed(); });
    document.body.append(this.#dialog);
  }

  /** Fetches the page, then shows it; a page that is no form page is simply gone to. */
  async open(): Promise<void> {
    this.#opener.setAttribute("aria-busy", "true");
    try {
      this.#show(await request("GET", this.#address));
    } catch {
      toast(lostConnection());
    } finally {
      this.#opener.removeAttribute("aria-busy");
    }
  }

  /** Shows again what was closed before, as it was left. */
  reopen(): void {
    this.#dialog.showModal();
  }

  #show(answer: Answer): void {
    const found = answer.document?.querySelector("[data-dialog-page]");
    if (!found) {
      this.#leave(answer);
      return;
    }
    const part = document.importNode(found, true);
    for (const script of part.querySelectorAll("script")) script.remove();
    this.#address = answer.address;
    const label = part.getAttribute("aria-labelledby");
    if (label !== null) this.#dialog.setAttribute("aria-labelledby", label);
    this.#dialog.replaceChildren(part);
    showTimes(part);
    void wake(part);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    const first =
      part.querySelector<HTMLElement>("[data-focus], [aria-invalid=true], [autofocus]") ??
      part.querySelector<HTMLElement>("form :is(input:not([type=hidden]), select, textarea), copy-field input") ??
      part.querySelector<HTMLElement>("a, button");
    first?.focus();
  }

  #leave(answer: Answer): void {
    toastOnNextPage(answer.document?.querySelector("[data-flash]")?.textContent ?? "");
    kept.delete(this.#opener);
    if (answer.address === location.href.replace(location.hash, "")) location.reload();
    else location.assign(answer.address);
  }

  #click(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if ("dialogClose" in link.dataset) {
      event.preventDefault();
      // The cross keeps what was typed, for a second look; Cancel does not.
      if (link.closest(".dialog-foot") !== null) kept.delete(this.#opener);
      this.#dialog.close();
    } else if ("dialog" in link.dataset) {
      event.preventDefault();
      event.stopPropagation();
      this.#address = link.href;
      void this.open();
    }
  }

  #submit(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    void this.#send(form, event.submitter);
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const data = new FormData(form);
    if (submitter instanceof HTMLButtonElement && submitter.name !== "") data.append(submitter.name, submitter.value);
    busy(form, submitter);
    try {
      const address = form.getAttribute("action") ?? this.#address;
      const answer = await request("POST", address, form.enctype === "multipart/form-data" ? data : encoded(data));
      if (answer.status < 400) this.#succeeded = true;
      this.#show(answer);
    } catch {
      toast(lostConnection());
    } finally {
      idle(form);
    }
  }

  #closed(): void {
    if (this.#succeeded && this.#opener.dataset.dialog === "refresh") {
      location.reload();
      return;
    }
    if (this.#succeeded) kept.delete(this.#opener);
    if (!kept.has(this.#opener)) this.#dialog.remove();
    const menu = this.#opener.closest("details");
    const back = menu?.open === false ? menu.querySelector("summary") : this.#opener;
    back?.focus();
  }
}

function encoded(data: FormData): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === "string") pairs.append(name, value);
  return pairs;
}

/** Dialogs closed without an answer, by the link that opened them. */
const kept = new Map<HTMLElement, FormDialog>();

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || !("dialog" in link.dataset) || event.defaultPrevented) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.closest<HTMLDetailsElement>("details[data-menu]")?.removeAttribute("open");
  const before = kept.get(link);
  if (before !== undefined) {
    before.reopen();
    return;
  }
  const dialog = new FormDialog(link);
  kept.set(link, dialog);
  void dialog.open();
});
