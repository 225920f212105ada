import { findWay } from './namespace.ts';

const found = findWay();

/** Whether two networks can be made here; where they cannot, that is said aloud. */
export const isLanPossible = 'way' in found;

if ('missing' in found) {
  process.stderr.write(
    `\nNOT RUN: the invariants over a real network, because there is ${found.missing}.\n` +
      'The same ran over a network in memory in test/integration/core/interleavings.test.ts.\n\n',
  );
}
