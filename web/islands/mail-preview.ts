/**
 * `<mail-preview>` inside a form: shows what is typed as it would be, a moment after the last key. The form is sent
 * into a frame of its own each time, since a frame that is led on would leave a page in the browser's history. The
 * button `[data-preview]` does the same without scripts, by its formaction and formtarget.
 */

const PAUSE = 400;

class MailPreview extends HTMLElement {
  #waiting = 0;
  #shown = 0;

  connectedCallback(): void {
    const form = this.closest("form");
    const button = this.querySelector<HTMLButtonElement>("[data-preview]");
    if (form === null || button === null) return;
    button.hidden = true;
    form.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => { this.#show(form, button.formAction); }, PAUSE);
    });
  }

  #show(form: HTMLFormElement, action: string): void {
    const before = this.querySelector("iframe");
    if (before === null) return;
    const frame = before.cloneNode() as HTMLIFrameElement;
    frame.removeAttribute("src");
    frame.name = `mail-preview-${String(this.#shown++)}`;
    frame.classList.add("coming");
    before.after(frame);
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = action;
    sent.target = frame.name;
    sent.hidden = true;
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string") continue;
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sent.append(field);
    }
    document.body.append(sent);
    frame.addEventListener("load", () => {
      if (frame.classList.contains("coming") && this.#isLast(frame)) {
        for (const other of this.querySelectorAll("iframe")) if (other !== frame) other.remove();
        frame.classList.remove("coming");
      }
    });
    sent.submit();
    sent.remove();
  }

  #isLast(frame: HTMLIFrameElement): boolean {
    return [...this.querySelectorAll("iframe")].at(-1) === frame;
  }
}

customElements.define("mail-preview", MailPreview);
