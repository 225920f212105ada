const PAGE = 8;

/** Which row a key leads to from the current one; null for other keys. */
export function rowStep(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  current: number,
  length: number,
): number | null {
  if (altKey || ctrlKey || metaKey || length === 0) return null;
  const last = length - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, current + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, current - 1);
    case 'PageDown':
      return Math.min(last, current + PAGE);
    case 'PageUp':
      return Math.max(0, current - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
