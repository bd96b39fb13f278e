/** Looks for words in a text as people do: capitals, marks and the breaks of lines make no difference. */

interface Folded {
  text: string;
  /** Where each character of the folded text comes from. */
  from: number[];
}

const marks = /\p{M}/gu;

function fold(text: string): Folded {
  let folded = "";
  const from: number[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = /\s/u.test(sign) ? " " : sign.normalize("NFKD").replace(marks, "").toLowerCase();
    // Spaces that follow one another, as at the end of a line, are one.
    if (plain !== " " || !folded.endsWith(" ")) {
      folded += plain;
      for (let n = 0; n < plain.length; n += 1) from.push(at);
    }
    at += sign.length;
  }
  from.push(at);
  return { text: folded, from };
}

/** Where `words` stand in `text`: from the first character to behind the last. */
export function places(text: string, words: string): [number, number][] {
  const sought = fold(words.trim()).text;
  if (sought === "") return [];
  const whole = fold(text);
  const found: [number, number][] = [];
  for (let at = whole.text.indexOf(sought); at >= 0; at = whole.text.indexOf(sought, at + sought.length)) {
    const last = whole.from[at + sought.length - 1] ?? 0;
    const sign = text.codePointAt(last) ?? 0;
    found.push([whole.from[at] ?? 0, last + (sign > 0xffff ? 2 : 1)]);
  }
  return found;
}

/** The stretch of the page that shows the characters of `place`: the text of `root`, its breaks counted as one each. */
export function stretch(root: HTMLElement, [from, until]: [number, number]): Range {
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let at = 0;
  for (let here = walker.nextNode(); here !== null; here = walker.nextNode()) {
    if (here instanceof HTMLBRElement) at += 1;
    if (!(here instanceof Text)) continue;
    const end = at + here.length;
    if (from >= at && from < end) range.setStart(here, from - at);
    if (until > at && until <= end) {
      range.setEnd(here, until - at);
      break;
    }
    at = end;
  }
  return range;
}
