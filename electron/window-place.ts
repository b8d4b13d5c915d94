import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the window was, in device-independent pixels. */
export interface WindowPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  maximized: boolean;
  fullScreen: boolean;
}
export type Area = Omit<WindowPlace, 'maximized' | 'fullScreen'>;

export const defaultSize = { width: 960, height: 720 } as const;
export const leastSize = { width: 480, height: 400 } as const;

/** The remembered place; null where there is none that can be read. */
export const readWindowPlace = async (file: string): Promise<WindowPlace | null> => {
  try {
    return placeIn(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // a first start, or a file that a power cut left empty: the default place serves
  }
};

/** Parsed by hand: the schema library takes longer to load than all else that a window needs before it opens. */
const placeIn = (read: unknown): WindowPlace | null => {
  // `fullScreen` was left out by older versions.
  const { x, y, width, height, maximized, fullScreen = false }: Record<string, unknown> = Object(read);
  return isWhole(x) &&
    isWhole(y) &&
    isWhole(width) &&
    isWhole(height) &&
    width > 0 &&
    height > 0 &&
    typeof maximized === 'boolean' &&
    typeof fullScreen === 'boolean'
    ? { x, y, width, height, maximized, fullScreen }
    : null;
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** Waits for the disk: the program may end right after, and half a file would be none. */
export const writeWindowPlace = (file: string, place: WindowPlace): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(place));
};

/**
 * Bounds to open the window with: as remembered, but no larger than its display, and only where a
 * title bar's worth of it can be seen (a second screen may be gone). `areas` are the displays'
 * work areas, the first one the primary. Without a position the system places it.
 */
export const boundsFor = (
  place: WindowPlace | null,
  areas: readonly Area[],
): { x?: number; y?: number; width: number; height: number } => {
  const area = areas.find((candidate) => place !== null && isReachable(place, candidate));
  const room = area ?? areas[0];
  const width = Math.min(place?.width ?? defaultSize.width, room?.width ?? defaultSize.width);
  const height = Math.min(place?.height ?? defaultSize.height, room?.height ?? defaultSize.height);
  return area === undefined || place === null ? { width, height } : { x: place.x, y: place.y, width, height };
};

/** Pixels of the title bar that must lie on a display to drag the window by. */
const grip = { width: 100, height: 24 } as const;

const isReachable = (place: Area, area: Area): boolean =>
  Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x) >= grip.width &&
  place.y >= area.y &&
  place.y + grip.height <= area.y + area.height;
