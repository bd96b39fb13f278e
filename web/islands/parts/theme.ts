/** `form[data-theme-switch]` changes the theme at once and tells the server, without a reload. */

function paint(theme: string): void {
  if (theme === "") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

/** Starts listening. */
export function watchThemeSwitch(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("themeSwitch" in form.dataset)) return;
    if (!(event.submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const body = new URLSearchParams({ theme: event.submitter.value, return: location.pathname });
    paint(event.submitter.value);
    void fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  });
}
