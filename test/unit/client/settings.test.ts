import { expect, test } from 'vitest';
import { SettingsCopy } from '#shared/client/settings-copy.ts';
import { seqSchema } from '#shared/domain/ids.ts';
import { settingsFrom } from '#shared/domain/settings.ts';

const at = (seq: number) => seqSchema.parse(seq);
const answer = (minGapMs: number, upTo: number) => ({
  settings: settingsFrom([['outbox.minGapMs', minGapMs]]),
  upTo: at(upTo),
});

test('changes after the settings were read are followed', () => {
  const copy = new SettingsCopy();
  copy.read(answer(100, 5));
  copy.changed('outbox.minGapMs', 200, at(6));
  expect(copy.current?.outbox.minGapMs).toBe(200);
});

test('an answer older than a change that came before it does not undo the change', () => {
  const copy = new SettingsCopy();
  copy.changed('outbox.minGapMs', 200, at(6));
  copy.read(answer(100, 5));
  expect(copy.current?.outbox.minGapMs).toBe(200);
  copy.read(answer(300, 7));
  expect(copy.current?.outbox.minGapMs).toBe(300);
});
