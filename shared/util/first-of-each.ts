/** Several maps as one: of each key the value of the first that has it. */
export function firstOfEach<K, V>(maps: Iterable<ReadonlyMap<K, V>>): ReadonlyMap<K, V> {
  const first = new Map<K, V>();
  for (const map of maps) {
    for (const [key, value] of map) if (!first.has(key)) first.set(key, value);
  }
  return first;
}
