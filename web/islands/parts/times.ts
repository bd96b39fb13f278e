/** Shows instants in the reader's zone: `<time datetime="…Z" data-style="full|date|relative">`. */

const page = document.documentElement.lang || "en";
/** The reader's own variant of the page's language, so that a British reader keeps the 24-hour clock. */
const locale = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;

/** How the site has hours counted and dates written, where it does not leave that to the language. */
const { hours, dates } = document.documentElement.dataset;

function pieces(at: Date, options: Intl.DateTimeFormatOptions): Map<string, string> {
  const parts = new Intl.DateTimeFormat(locale, options).formatToParts(at);
  return new Map(parts.map(({ type, value }) => [type, value]));
}

/** The date, in the site's order if it has one. */
function date(at: Date, options: Intl.DateTimeFormatOptions): string {
  if (dates === undefined) return new Intl.DateTimeFormat(locale, options).format(at);
  const { weekday, ...rest } = options;
  const part = pieces(at, { ...options, year: "numeric" });
  const say = (...names: string[]): string => names.map((name) => part.get(name) ?? "").join(" ").trim();
  const led = weekday === undefined ? "" : `${say("weekday")} `;
  if (dates === "year_month_day") {
    const number = (value: number): string => String(value).padStart(2, "0");
    return `${led}${String(at.getFullYear())}-${number(at.getMonth() + 1)}-${number(at.getDate())}`;
  }
  const year = rest.year === undefined ? "" : say("year");
  if (dates === "month_day_year") return `${led}${say("month", "day")}${year === "" ? "" : `, ${year}`}`;
  return `${led}${say("day", "month")} ${year}`.trim();
}

function full(at: Date): string {
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  const day = { weekday: "short", day: "numeric", month: "short", ...year } as const;
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
  if (hours !== undefined) time.hourCycle = hours === "12" ? "h12" : "h23";
  if (dates === undefined) return new Intl.DateTimeFormat(locale, { ...day, ...time }).format(at);
  return `${date(at, day)}, ${new Intl.DateTimeFormat(locale, time).format(at)}`;
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
      style === "relative" ? relative(at) : date(at, { day: "numeric", month: "long", year: "numeric" });
  }
}
