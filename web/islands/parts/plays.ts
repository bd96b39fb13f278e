/** What islands tell the hub of who is in front of them. */

/** What goes with it: an iPad asks for pages as a Mac does, and only what is touched tells them apart. */
export function device(): Record<string, string> {
  const touched = navigator.maxTouchPoints > 1 && navigator.userAgent.includes("Macintosh");
  return touched ? { "usher-touch": "?1" } : {};
}

/** Says that it began to play, or was opened. Failing is quiet. */
export function countPlay(address: string | undefined): void {
  if (address === undefined) return;
  void fetch(address, { method: "POST", keepalive: true, headers: device() }).catch(() => undefined);
}
