/** The film of the page, and its moments. */

/** The page's own film or recording. */
export function film(): HTMLMediaElement | null {
  return document.querySelector<HTMLMediaElement>("#stage :is(video, audio)");
}

/** Goes to a moment, in seconds; whoever has not begun yet begins there. */
export function goTo(media: HTMLMediaElement, at: number): void {
  const go = (): void => { media.currentTime = at; };
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) go();
  else media.addEventListener("loadedmetadata", go, { once: true });
  if (media.paused) void media.play().catch(() => undefined);
}

/** As a clock shows it: `4:05`, `1:02:03`. */
export function clock(at: number): string {
  const whole = Math.max(0, Math.floor(at));
  const two = (n: number): string => String(n).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Seconds of `90`, `1:30`, `1:02:03`, `1h2m3s`; the server reads the same (domain::media::StartAt). */
export function seconds(text: string): number | undefined {
  const said = text.trim().toLowerCase();
  if (/^\d{1,6}(\.\d+)?s?$/u.test(said)) return parseFloat(said);
  const byClock = /^(?:(\d{1,4}):)?(\d{1,5}):([0-5]?\d(?:\.\d+)?)$/u.exec(said);
  const byUnits = /^(?=\d)(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6}(?:\.\d+)?)s?)?$/u.exec(said);
  const found = byClock ?? byUnits;
  if (found === null) return undefined;
  const [hours, minutes, rest] = [1, 2, 3].map((part) => Number(found[part] ?? 0));
  if (byClock !== null && found[1] !== undefined && (minutes ?? 0) > 59) return undefined;
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (rest ?? 0);
}
