/** Shows instants in the reader's zone: `<time datetime="…Z" data-style="full|date|relative">`. */

const page = document.documentElement.lang || "en";
/** The reader's own variant of the page's language, so that a British reader keeps the 24-hour clock. */
const locale = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;

function full(at: Date): string {
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    ...year,
  }).format(at);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relative(at: Date): string {
  const seconds = (at.getTime() - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return Math.abs(seconds) < 60 ? format.format(0, "minute") : format.format(Math.round(seconds / length), unit);
}

/** Rewrites every instant under `root`; the full form becomes the tooltip of a shorter one. */
export function showTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime()) || !time.dateTime.includes("T")) continue;
    const style = time.dataset.style ?? "full";
    if (style === "full") {
      time.textContent = full(at);
      continue;
    }
    time.title = full(at);
    time.textContent =
      style === "relative" ? relative(at) : new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(at);
  }
}
