/** Of how many gave 1, 2, 3 ...; null: nobody gave anything. */
export function averageOf(scores: readonly number[]): number | null {
  const n = scores.reduce((sum, each) => sum + each, 0);
  return n === 0 ? null : scores.reduce((sum, each, index) => sum + each * (index + 1), 0) / n;
}
