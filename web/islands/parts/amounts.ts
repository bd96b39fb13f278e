/** Bytes and durations in the page's language. */

const language = document.documentElement.lang || "en";

function unit(value: number, name: string, digits = 0): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: name,
    unitDisplay: name === "minute" || name === "second" || name === "hour" ? "long" : "short",
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
