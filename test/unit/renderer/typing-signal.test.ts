import { expect, test } from 'vitest';
import { TypingSignal } from '#renderer/state/typing-signal.ts';
import { aConversation } from '#test/doubles/client/builders.ts';
import { ScriptedHost, settled } from '#test/doubles/client/scripted-host.ts';

const { id } = aConversation(7);

async function typing() {
  const host = new ScriptedHost();
  await host.welcome();
  const signal = new TypingSignal(host.client, () => id);
  const said = () =>
    host
      .commands('conversation.typing')
      .map(({ params }) => (params as { isTyping: boolean }).isTyping);
  return { host, signal, said };
}

test('typing is said at once, then every few seconds while it goes on', async () => {
  const { signal, said } = await typing();
  for (let ms = 0; ms <= 7_000; ms += 500) signal.typed(false, ms);
  expect(said()).toEqual([true, true, true]);
});

test('a pause is said once, and only after something was typed', async () => {
  const { signal, said } = await typing();
  signal.paused();
  signal.typed(false, 0);
  signal.paused();
  signal.paused();
  expect(said()).toEqual([true, false]);
});

test('nothing left of what was typed is a pause', async () => {
  const { signal, said } = await typing();
  signal.typed(false, 0);
  signal.typed(true, 100);
  signal.typed(true, 200);
  expect(said()).toEqual([true, false]);
});

test('after an answer was sent there is nothing to take back', async () => {
  const { signal, said } = await typing();
  signal.typed(false, 0);
  signal.sent();
  signal.paused();
  expect(said()).toEqual([true]);
});

test('what is typed without a connection is not said later', async () => {
  const { host, signal, said } = await typing();
  host.end.drop();
  signal.typed(false, 0);
  await settled();
  await host.welcome();
  expect(said()).toEqual([]);
});
