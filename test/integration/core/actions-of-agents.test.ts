import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '#shared/domain/message.ts';
import { ActingOffice, AT } from '#test/doubles/core/acting-office.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});

afterEach(() => acting.office.remove());

describe('what agents do to messages', () => {
  test('the owner reacts: WhatsApp does it and it is the agent who did', async () => {
    const message = await acting.customerWrites('Thanks!');
    const { handlers } = acting;
    await handlers['conversation.claim'](acting.target(message), acting.ben);
    const done = await handlers['message.react'](
      { ...acting.target(message), emoji: '🙏' },
      acting.ben,
    );
    expect(done).toMatchObject({ ok: true, value: { message: { reactions: [{ emoji: '🙏' }] } } });
    expect(acting.gateway.acts).toEqual([{ type: 'react', key: message.waKey, emoji: '🙏' }]);
    expect(acting.stored(message).reactions?.[0]?.author).toEqual({
      type: 'agent',
      agentId: acting.ben.id,
    });
    expect(acting.conversation.waitingSince).toBe(message.at);
  });

  test('an event that comes before the answer of the call names the agent as well', async () => {
    const message = await acting.customerWrites('Thanks!');
    const { handlers } = acting;
    await handlers['conversation.claim'](acting.target(message), acting.ben);
    acting.gateway.actAnswer = async () => {
      await acting.happens({ type: 'reacted', key: message.waKey!, by: 'us', emoji: '🙏', at: AT });
      return { outcome: 'done' };
    };
    await handlers['message.react']({ ...acting.target(message), emoji: '🙏' }, acting.ben);
    expect(acting.factsOf('message.reacted').map(({ by }) => by)).toEqual([acting.ben.id]);
  });

  test('nobody but the owner acts, and only under the current epoch', async () => {
    const message = await acting.customerWrites('Thanks!');
    const { handlers } = acting;
    expect(
      await handlers['message.react']({ ...acting.target(message), emoji: '🙏' }, acting.ben),
    ).toMatchObject({
      ok: false,
      code: 'not-owner',
    });
    await handlers['conversation.claim'](acting.target(message), acting.ben);
    const stale = { ...acting.target(message), epoch: 99 as never };
    for (const refused of [
      await handlers['message.react']({ ...acting.target(message), emoji: '🙏' }, acting.ana),
      await handlers['message.edit']({ ...acting.target(message), text: 'Mine' }, acting.ana),
      await handlers['message.delete'](acting.target(message), acting.ana),
    ]) {
      expect(refused).toMatchObject({ ok: false, code: 'not-owner' });
    }
    expect(await handlers['message.react']({ ...stale, emoji: '🙏' }, acting.ben)).toMatchObject({
      ok: false,
      code: 'moved-on',
    });
    expect(acting.gateway.acts).toEqual([]);
  });

  test('an edit of an own message within 15 minutes, and not after', async () => {
    await acting.customerWrites('When?');
    const answer = await acting.benAnswers('At nine');
    const { handlers } = acting;
    expect(
      await handlers['message.edit']({ ...acting.target(answer), text: 'At ten' }, acting.ben),
    ).toMatchObject({ ok: true, value: { message: { content: { text: 'At ten' } } } });
    expect(acting.stored(answer).edits?.earlier.map(({ text }) => text)).toEqual(['At nine']);
    await acting.office.clock.advance(16 * 60_000);
    expect(
      await handlers['message.edit']({ ...acting.target(answer), text: 'At eleven' }, acting.ben),
    ).toMatchObject({ ok: false, code: 'not-possible' });
    expect(acting.gateway.acts).toHaveLength(1);
  });

  test('what WhatsApp refuses, or does not confirm, is said and changes nothing', async () => {
    await acting.customerWrites('When?');
    const answer = await acting.benAnswers('At nine');
    const { handlers } = acting;
    acting.gateway.actAnswer = () => Promise.resolve({ outcome: 'refused', why: 'Too late.' });
    expect(await handlers['message.delete'](acting.target(answer), acting.ben)).toMatchObject({
      ok: false,
      code: 'refused',
      message: 'Too late.',
    });
    acting.gateway.actAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'Silence.' });
    expect(await handlers['message.delete'](acting.target(answer), acting.ben)).toMatchObject({
      ok: false,
      code: 'unconfirmed',
    });
    expect(acting.stored(answer).deletion).toBeUndefined();
    await acting.happens({ type: 'deleted', key: answer.waKey!, by: 'us', at: AT });
    expect(acting.stored(answer).deletion?.by).toEqual({ type: 'agent', agentId: acting.ben.id });
  });

  test('the same command again after a lost connection acts once', async () => {
    await acting.customerWrites('When?');
    const answer = await acting.benAnswers('At nine');
    const { handlers } = acting;
    await handlers['message.delete'](acting.target(answer), acting.ben);
    expect(await handlers['message.delete'](acting.target(answer), acting.ben)).toMatchObject({
      ok: true,
    });
    expect(acting.gateway.acts).toHaveLength(1);
  });

  test("a customer's message, or a colleague's, is not edited or deleted", async () => {
    const question = await acting.customerWrites('When?');
    const answer = await acting.benAnswers('At nine');
    const { handlers } = acting;
    for (const refused of [
      await handlers['message.edit']({ ...acting.target(question), text: 'Never' }, acting.ben),
      await handlers['message.delete'](acting.target(question), acting.ben),
    ]) {
      expect(refused).toMatchObject({ ok: false, code: 'not-possible' });
    }
    await handlers['conversation.close'](
      { ...acting.target(answer), lastSeenMessageId: question.id },
      acting.ben,
    );
    await acting.office.hire('Carla');
    const carla = acting.office.store.read.agents.byName('Carla')!;
    await handlers['conversation.claim'](acting.target(answer), carla);
    expect(await handlers['message.delete'](acting.target(answer), carla)).toMatchObject({
      ok: false,
      code: 'not-possible',
    });
    expect(acting.gateway.acts).toEqual([]);
  });
});

describe('what became of a message', () => {
  test('is told with the times at which it became known, to every agent', async () => {
    await acting.customerWrites('When?');
    const answer = await acting.benAnswers('At nine');
    await acting.office.clock.advance(60_000);
    acting.gateway.emit({ type: 'acknowledged', key: answer.waKey!, state: 'read' });
    await acting.office.settled();
    const told = await acting.handlers['message.info']({ messageId: answer.id }, acting.ana);
    expect(told.ok && told.value.steps.map(({ state }) => state)).toEqual([
      'sending',
      'sent',
      'read',
    ]);
    const steps = told.ok ? told.value.steps : [];
    expect(steps[2]!.at - steps[1]!.at).toBe(60_000);
  });

  test('nothing is known of one that does not exist', async () => {
    const messageId = 999 as Message['id'];
    expect(await acting.handlers['message.info']({ messageId }, acting.ana)).toMatchObject({
      ok: false,
      code: 'not-found',
    });
  });
});
