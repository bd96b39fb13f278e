/** Fingers on a document: two make it larger or smaller, one sweeps to the page beside. */

/** How far (px) a finger sweeps to turn a page, and how far off the straight it may go. */
const sweep = { least: 60, off: 40 };

export interface Touched {
  /** Shows the page `by` times as large. */
  magnify(by: number): void;
  /** Turns `by` pages. */
  turn(by: number): void;
}

interface Spot {
  x: number;
  y: number;
}

/** Listens on `scroll`, in which `sheet` lies. */
export function listenToFingers(scroll: HTMLElement, sheet: HTMLElement, touched: Touched): void {
  let apart = 0;
  let by = 1;
  let begun: Spot | undefined;
  const ended = ({ touches, changedTouches }: TouchEvent): void => {
    if (apart > 0 && touches.length < 2) {
      apart = 0;
      sheet.style.transform = "";
      if (Math.abs(by - 1) > 0.05) touched.magnify(by);
      return;
    }
    const [last] = changedTouches;
    if (begun === undefined || last === undefined || touches.length > 0) return;
    const [x, y] = [last.clientX - begun.x, last.clientY - begun.y];
    begun = undefined;
    if (Math.abs(x) < sweep.least || Math.abs(y) > sweep.off || !(getSelection()?.isCollapsed ?? true)) return;
    const back = x > 0;
    touched.turn(back === (getComputedStyle(scroll).direction === "ltr") ? -1 : 1);
  };
  const cancelled = (): void => {
    apart = 0;
    begun = undefined;
    sheet.style.transform = "";
  };
  scroll.addEventListener("touchstart", ({ touches, target }) => {
    const [one, other] = touches;
    apart = one !== undefined && other !== undefined ? distance(one, other) : 0;
    by = 1;
    // A page that is wider than the window is moved by the finger, not turned.
    const fits = scroll.scrollWidth <= scroll.clientWidth + 1;
    begun = touches.length === 1 && fits && one !== undefined ? { x: one.clientX, y: one.clientY } : undefined;
    // What is touched hears of the end, also if a page that is drawn meanwhile takes its place: then nothing around it does.
    target?.addEventListener("touchend", (event) => { ended(event as TouchEvent); }, { once: true, passive: true });
    target?.addEventListener("touchcancel", cancelled, { once: true, passive: true });
  }, { passive: true });
  scroll.addEventListener("touchmove", (event) => {
    const [one, other] = event.touches;
    if (apart === 0 || one === undefined || other === undefined) return;
    event.preventDefault();
    by = distance(one, other) / apart;
    sheet.style.transform = `scale(${by})`;
  }, { passive: false });
}

function distance(one: Touch, other: Touch): number {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
