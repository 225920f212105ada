/** Hues that are told apart easily and keep their contrast in both themes. */
const HUES = [205, 262, 18, 142, 312, 62, 232, 350, 172, 288, 98, 40] as const;

/** The colour a person keeps everywhere, from their id. */
export function hueOf(id: number): number {
  return HUES[id % HUES.length] ?? HUES[0];
}
