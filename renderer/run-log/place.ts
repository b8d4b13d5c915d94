/** Height of a line that is not wrapped, as the style has it. */
export const linePx = 20;

/**
 * Browsers know no element that is higher than about 33 million pixels, and half of that at a zoom of
 * 200 %. From here on a line takes fewer pixels of the scrollbar, not of the screen.
 */
const mostPx = 15_000_000;

export interface Place {
  /** Height of what is scrolled. */
  height: number;
  /** The line that stands at `y`, counted from the top of what is in sight, by so much of its own height. */
  anchor: number;
  part: number;
  y: number;
  /** Lines to draw; `to` is not among them. */
  from: number;
  to: number;
}

/**
 * Which lines are in sight. A position among the lines, from 0 to all of them, goes with the scrollbar;
 * it stands as far below the top as the scrollbar has come. So the first line is at the top in the
 * beginning, the last at the bottom in the end, whatever their heights are, and lines of one height move
 * exactly as those of any list. `contentPx` is the height of all lines where all are drawn; else 0.
 */
export const placeAt = (total: number, top: number, viewPx: number, contentPx: number): Place => {
  const height = contentPx > 0 ? contentPx : Math.min(total * linePx, mostPx);
  const range = height - viewPx;
  const share = range <= 0 ? 0 : Math.min(1, Math.max(0, top / range));
  const position = share * total;
  const anchor = Math.max(0, Math.min(total - 1, Math.floor(position)));
  const around = drawnAround(viewPx);
  return {
    height,
    anchor,
    part: position - anchor,
    y: share * viewPx,
    from: Math.max(0, anchor - around),
    to: Math.min(total, anchor + around),
  };
};

/** How many lines are drawn on either side: a few more than are in sight. */
export const drawnAround = (viewPx: number): number => Math.ceil(viewPx / linePx) + 8;

/**
 * Where to scroll so that a line is in sight, whatever the heights of those around it: as far below the
 * top as it is below the log's beginning.
 */
export const topOf = (line: number, total: number, viewPx: number, height: number): number =>
  Math.max(0, height - viewPx) * (total > 1 ? line / (total - 1) : 0);
