import { expect, test } from 'vitest';
import { flowFromFile, flowToFile } from '#shared/domain/bot/flow-file.ts';
import type { Step } from '#shared/domain/bot/steps.ts';
import { aFlow, end, handover, message } from '#test/doubles/bot/flows.ts';

const here = { tags: [{ id: 4, name: 'Sales' }], agents: [{ id: 2, name: 'Ana' }] };
const there = { tags: [{ id: 9, name: 'SALES' }], agents: [] };

const toSales: Step = {
  kind: 'handover',
  id: 'q',
  text: {},
  to: { type: 'tag', tagId: 4 as never },
};
const toAna: Step = {
  kind: 'handover',
  id: 'q',
  text: {},
  to: { type: 'agent', agentId: 2 as never },
};

function problems(text: string, names = here) {
  const read = flowFromFile(text, names);
  return read.ok ? [] : read.problems;
}

const changed = (change: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(flowToFile(aFlow([message('a', 'Hi'), handover('q')]), here)) as Record<
    string,
    unknown
  >;
  change(file);
  return JSON.stringify(file);
};

test('tags and people go by their names, so that another office can read it', () => {
  const read = flowFromFile(flowToFile(aFlow([toSales]), here), there);
  expect(read).toMatchObject({ ok: true, flow: { steps: [{ to: { type: 'tag', tagId: 9 } }] } });
});

test('a name that this office does not have is named with its step', () => {
  expect(problems(flowToFile(aFlow([message('a', 'Hi'), toAna]), here), there)).toEqual([
    { step: 2, field: 'agent', code: 'unknown-agent', detail: 'Ana' },
  ]);
});

test('a picture stays where it is: the step says that it has to be attached again', () => {
  const media = {
    kind: 'image',
    hash: 'a'.repeat(64) as never,
    mime: 'image/png',
    bytes: 1,
    fileName: 'a.png',
  } as const;
  const step: Step = { kind: 'message', id: 'a', text: {}, media, next: null };
  expect(flowFromFile(flowToFile(aFlow([step, end()]), here), here)).toMatchObject({
    ok: true,
    flow: { steps: [{ media: { hash: null, fileName: 'a.png' } }, {}] },
  });
});

test.each([
  ['no JSON', '{', 'not-json'],
  ['another file', '{"kind":"other"}', 'not-a-flow'],
  ['a list', '[]', 'not-a-flow'],
  ['a later format', changed((file) => (file['format'] = 2)), 'newer-format'],
  ['something huge', `"${'x'.repeat(500_001)}"`, 'too-large'],
])('%s is refused with a word for it', (_, text, code) => {
  expect(problems(text)).toEqual([expect.objectContaining({ step: null, code })]);
});

test('what is wrong within a step is named with the step and the field', () => {
  const file = changed((each) => {
    const [first] = each['steps'] as Record<string, unknown>[];
    first!['text'] = { en: 5 };
  });
  expect(problems(file)).toEqual([
    expect.objectContaining({ step: 1, field: 'text.en', code: 'value' }),
  ]);
  expect(problems(changed((each) => (each['patienceMinutes'] = 0)))).toEqual([
    expect.objectContaining({ step: null, field: 'patienceMinutes', code: 'value' }),
  ]);
});
