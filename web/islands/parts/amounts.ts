/** Bytes and durations in the page's language. */

const language = document.documentElement.lang || "en";

function unit(value: number, name: string, digits = 0): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: name,
    unitDisplay: name.endsWith("byte") ? "short" : "long",
    maximumFractionDigits: digits,
  }).format(value);
}

/** `12.4 MB`: powers of a thousand. */
export function bytes(count: number): string {
  if (count >= 1e9) return unit(count / 1e9, "gigabyte", 1);
  if (count >= 1e6) return unit(count / 1e6, "megabyte", 1);
  return unit(Math.ceil(count / 1e3), "kilobyte");
}

/** `3 minutes`, never more exact than a guess is worth. */
export function duration(seconds: number): string {
  if (seconds >= 5_400) return unit(seconds / 3_600, "hour", 1);
  if (seconds >= 90) return unit(Math.round(seconds / 60), "minute");
  return unit(Math.max(5, Math.ceil(seconds / 5) * 5), "second");
}

/** `1440` as `24 hours`, `4330` as `3 days, 10 minutes`: exact, from an hour on; else nothing. */
export function rounder(minutes: number): string {
  if (!Number.isSafeInteger(minutes) || minutes <= 60) return "";
  const days = minutes > 2880 ? Math.floor(minutes / 1440) : 0;
  const hours = Math.floor((minutes - days * 1440) / 60);
  const parts = [
    days > 0 ? unit(days, "day") : "",
    hours > 0 ? unit(hours, "hour") : "",
    minutes % 60 > 0 ? unit(minutes % 60, "minute") : "",
  ];
  return new Intl.ListFormat(language, { type: "unit" }).format(parts.filter((part) => part !== ""));
}
