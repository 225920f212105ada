import fc from 'fast-check';
import { emptyFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import type { Step } from '#shared/domain/bot/steps.ts';
import { en } from './flows.ts';

const labels = ['red', 'green', 'blue'];
const words = fc.constantFrom(...labels, 'talk', 'ok');

function anyStep(id: string, ids: readonly string[]): fc.Arbitrary<Step> {
  const way = fc.option(fc.constantFrom(...ids), { freq: 2 });
  const timeout = fc.option(fc.record({ minutes: fc.integer({ min: 1, max: 30 }), next: way }), {
    freq: 2,
  });
  const text = fc.constant(en(`This is ${id}`));
  const base = { id: fc.constant(id), text };
  return fc.oneof(
    fc.record({ kind: fc.constant('message'), ...base, media: fc.constant(null), next: way }),
    fc.record({
      kind: fc.constant('menu'),
      ...base,
      options: fc
        .array(way, { minLength: 1, maxLength: 3 })
        .map((ways) =>
          ways.map((next, index) => ({ label: en(labels[index] ?? ''), keywords: [], next })),
        ),
      timeout,
    }),
    fc.record({
      kind: fc.constant('question'),
      ...base,
      field: fc.constant('Need'),
      answer: fc.constantFrom('text', 'number', 'date', 'email', 'phone'),
      timeout,
      next: way,
    }),
    fc.record({ kind: fc.constant('hours'), ...base, next: way }),
    fc.record({ kind: fc.constant('language'), ...base, timeout, next: way }),
    fc.record({
      kind: fc.constant('wait'),
      id: base.id,
      seconds: fc.integer({ min: 1, max: 600 }),
      next: way,
    }),
    fc.record({ kind: fc.constant('handover'), ...base, to: fc.constant({ type: 'queue' }) }),
    fc.record({ kind: fc.constant('end'), id: base.id }),
  );
}

/** Flows of a few steps that lead anywhere; many of them make no sense. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .integer({ min: 1, max: 7 })
  .chain((count) => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].slice(0, count);
    return fc.tuple(...ids.map((id) => anyStep(id, [...ids, 'end'])));
  })
  .map((steps) => ({
    ...emptyFlow('Any', 'en'),
    steps: [...steps, { kind: 'end', id: 'end' }],
  }));

/** What customers write, and time that passes. */
export const anyEvent = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      write: fc.oneof(
        words,
        fc.constantFrom('1', '2', '0', 'person', '', 'a@b.de', '12.3.', 'why?'),
      ),
      isEarly: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ minutes: fc.integer({ min: 0, max: 40 }) }) },
);
