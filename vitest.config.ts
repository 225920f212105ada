import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const cores = availableParallelism();

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

const e2e = { testTimeout: 120_000, hookTimeout: 120_000 };
const waiting = ['gateway', 'host'].map((room) => `test/integration/${room}/**/*.test.ts`);
/** Whoever asks for more runs of a property has the time. */
const testTimeout = process.env['RUNS'] === undefined ? 60_000 : 24 * 60 * 60_000;
const integration = { testTimeout, hookTimeout: 60_000 };
const alone = [
  'desktop/closing',
  'desktop/lifecycle',
  'desktop-real/*',
  'faults/*',
  'network/*',
].map((files) => `test/e2e/${files}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', { ...integration, exclude: waiting }),
      // Half of their time both wait: for hosts and browsers that start, end and time out.
      project('integration-waiting', {
        ...integration,
        include: waiting,
        maxWorkers: cores + 3,
        sequence: { groupOrder: 1 },
      }),
      project('e2e', {
        ...e2e,
        exclude: alone,
        maxWorkers: cores + 3,
        sequence: { groupOrder: 1 },
      }),
      // One at a time: they have things end on time.
      project('e2e-alone', {
        ...e2e,
        include: alone,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
    ],
    maxWorkers: cores,
    restoreMocks: true,
  },
});
