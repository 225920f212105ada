/** One more than the largest there is. */
export function nextLabelId(all: readonly { readonly id: number }[]): number {
  return Math.max(0, ...all.map(({ id }) => id)) + 1;
}
