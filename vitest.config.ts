import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

const e2e = { testTimeout: 120_000, hookTimeout: 120_000 };
const alone = ['desktop', 'desktop-real', 'faults', 'network'].map(
  (room) => `test/e2e/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', { testTimeout: 60_000, hookTimeout: 60_000 }),
      // After the others: they share the cores with the browsers they start.
      project('e2e', { ...e2e, exclude: alone, sequence: { groupOrder: 1 } }),
      // One at a time: they build the desktop app, or have things end on time.
      project('e2e-alone', {
        ...e2e,
        include: alone,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
    ],
    // Much of a test is waiting for processes: each core gets a file of its own.
    maxWorkers: availableParallelism(),
    restoreMocks: true,
  },
});
