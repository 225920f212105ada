import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', { testTimeout: 60_000, hookTimeout: 60_000 }),
      // After the others and one at a time: they share two cores with the browsers they start.
      project('e2e', {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        sequence: { groupOrder: 1 },
      }),
    ],
    // Much of a test is waiting for processes: each core gets a file of its own.
    maxWorkers: availableParallelism(),
    restoreMocks: true,
  },
});
