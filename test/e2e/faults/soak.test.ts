import { expect, test } from 'vitest';
import { soak } from '#test/faults/office/soak.ts';

const MINUTE = 60_000;

/** The first half minute of `npm run soak`, with the same faults in the same order each time. */
test(
  'after many faults in a row WhatsApp, the store and every screen say the same',
  { timeout: 6 * MINUTE },
  async () => {
    const story: string[] = [];
    const { comparison, differences, replies } = await soak({
      ms: 30_000,
      seed: 'a short one',
      agents: 4,
      customers: 30,
      faultEveryMs: 5_000,
      say: (line) => story.push(line),
    });
    expect(comparison, story.join('\n')).toMatchObject({
      lost: [],
      doubled: [],
      contradictions: [],
      underWay: 0,
    });
    expect(differences).toEqual([]);
    expect(comparison.messagesIn).toBeGreaterThan(100);
    expect(replies).toBeGreaterThan(10);
  },
);
