/** Where something is on the displays, in the system's own units. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SETTINGS_SIZE = { width: 1080, height: 760 };
export const SMALLEST = { width: 480, height: 480 };

interface Surroundings {
  /** Where it was closed the last time; null: never. */
  readonly kept: Bounds | null;
  /** The window that it opens from; null: none. */
  readonly opener: Bounds | null;
  /** What each display has room for windows in; the main display first. */
  readonly areas: readonly Bounds[];
}

/**
 * Where the window of the settings opens: where it was, when that can still be seen, else over the
 * middle of the window that it opens from; whole on one display. Null: the system decides.
 */
export function settingsBounds({ kept, opener, areas }: Surroundings): Bounds | null {
  const before = kept && areaOf(kept, areas);
  if (kept && before) return within(before, kept);
  const area = (opener && areaOf(opener, areas)) ?? areas[0];
  if (!area) return null;
  const { width, height } = kept ?? SETTINGS_SIZE;
  const around = opener ?? area;
  return within(area, {
    x: Math.round(around.x + (around.width - width) / 2),
    y: Math.round(around.y + (around.height - height) / 2),
    width,
    height,
  });
}

/** The display that most of it is on; null when it is on none. */
function areaOf(bounds: Bounds, areas: readonly Bounds[]): Bounds | null {
  let best: Bounds | null = null;
  let most = 0;
  for (const area of areas) {
    const shared = overlap(bounds, area);
    if (shared > most) [best, most] = [area, shared];
  }
  return best;
}

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function within(area: Bounds, bounds: Bounds): Bounds {
  const width = Math.min(Math.max(bounds.width, SMALLEST.width), area.width);
  const height = Math.min(Math.max(bounds.height, SMALLEST.height), area.height);
  return {
    x: Math.min(Math.max(bounds.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(bounds.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}
