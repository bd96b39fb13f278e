/** What this browser keeps between pages. Without room for it nothing is kept, and everything works. */

/** What is kept under `name`; "" for nothing. */
export function kept(name: string): string {
  try {
    return localStorage.getItem(`usher-${name}`) ?? "";
  } catch {
    return "";
  }
}

/** Keeps `value` under `name`; "" keeps nothing. */
export function keep(name: string, value: string): void {
  try {
    if (value === "") localStorage.removeItem(`usher-${name}`);
    else localStorage.setItem(`usher-${name}`, value);
  } catch {
    // A browser that keeps nothing.
  }
}
