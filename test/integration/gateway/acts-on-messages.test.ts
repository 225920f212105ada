import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OutgoingContent, OutgoingMessage } from '#main/core/ports/gateway.ts';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { keyOf, linkedSuite } from './linked-suite.ts';

const DONE = { outcome: 'done' } as const;
const HOUR_S = 60 * 60;

describe.each(['current', 'old'] as const)('on a page with %s message keys', (keyShape) => {
  const suite = linkedSuite(keyShape);
  const { person, arrived } = suite;
  const send = async (
    { address }: Customer,
    content: OutgoingContent,
    more: Partial<OutgoingMessage> = {},
  ) => {
    const to = waAddressSchema.parse(address);
    const key = await suite.office.gateway.newKey(to);
    return { key, outcome: await suite.office.gateway.send({ key, to, content, ...more }) };
  };
  /** A text of ours that WhatsApp has. */
  const ours = async (customer: Customer, text: string) => {
    const { key } = await send(customer, { kind: 'text', text });
    await suite.office.acknowledged(key, 'sent');
    return suite.wa.waitForSent((message) => keyOf(message) === key);
  };
  const actsOn = (key: WaMessageKey) =>
    suite.wa.acts.filter(({ message }) => keyOf(message) === key);

  test('a reaction reaches the customer once, changes and is taken back', async () => {
    const anna = person();
    const message = anna.writes('Ready?');
    await arrived(message);
    const key = keyOf(message);
    expect(await suite.office.gateway.act({ type: 'react', key, emoji: '👍' })).toEqual(DONE);
    expect(message.reactions).toMatchObject([{ emoji: '👍', key: { fromMe: true } }]);
    expect(await suite.office.gateway.act({ type: 'react', key, emoji: '👨‍👩‍👧' })).toEqual(DONE);
    expect(message.reactions).toMatchObject([{ emoji: '👨‍👩‍👧' }]);
    expect(await suite.office.gateway.act({ type: 'react', key, emoji: null })).toEqual(DONE);
    expect(message.reactions).toEqual([]);
    expect(actsOn(key)).toHaveLength(3);
    const events = suite.office.events.filter(
      (event) => event.type === 'reacted' && event.key === key,
    );
    expect(events).toMatchObject([
      { by: 'us', emoji: '👍' },
      { by: 'us', emoji: '👨‍👩‍👧' },
      { by: 'us', emoji: null },
    ]);
  });

  test('an edit of a text and of a caption reaches the customer', async () => {
    const anna = person();
    anna.writes('When?');
    const message = await ours(anna, 'Monady');
    const key = keyOf(message);
    expect(await suite.office.gateway.act({ type: 'edit', key, text: 'Monday' })).toEqual(DONE);
    expect(message.body).toBe('Monday');
    const path = join(suite.folder, 'picture');
    await writeFile(path, randomBytes(2_000));
    const file = { path, mime: 'image/jpeg', fileName: 'a.jpg' };
    const picture = await send(anna, { kind: 'image', caption: 'The lfet one', ...file });
    await suite.office.acknowledged(picture.key, 'sent');
    const edit = { type: 'edit', key: picture.key, text: 'The left one' } as const;
    expect(await suite.office.gateway.act(edit)).toEqual(DONE);
    const sent = await suite.wa.waitForSent((each) => keyOf(each) === picture.key);
    expect(sent.media?.caption).toBe('The left one');
    expect(actsOn(key)).toHaveLength(1);
  });

  test('a deletion is for everyone, never here alone', async () => {
    const anna = person();
    anna.writes('Hello');
    const message = await ours(anna, 'Not for you');
    const key = keyOf(message);
    expect(await suite.office.gateway.act({ type: 'delete', key })).toEqual(DONE);
    expect(message).toMatchObject({ type: 'revoked', body: '' });
    expect(actsOn(key).map(({ type }) => type)).toEqual(['revoke']);
    const events = suite.office.events.filter((event) => 'key' in event && event.key === key);
    expect(events.at(-1)).toMatchObject({ type: 'deleted', by: 'us' });
  });

  test('what WhatsApp does not allow is refused in words, and nothing happens', async () => {
    const anna = person();
    const theirs = anna.writes('Mine');
    await arrived(theirs);
    const old = suite.wa.phone.types(anna.address, 'Old', { at: Date.now() / 1000 - HOUR_S });
    const veryOld = suite.wa.phone.types(anna.address, 'Older', {
      at: Date.now() / 1000 - 61 * HOUR_S,
    });
    await arrived(veryOld);
    const unknown = waMessageKeySchema.parse(`true_${anna.address}_3EB0NOTHERE`);
    const edit = { type: 'edit', text: 'Changed' } as const;
    const refusals = await Promise.all([
      suite.office.gateway.act({ ...edit, key: keyOf(theirs) }),
      suite.office.gateway.act({ ...edit, key: keyOf(old) }),
      suite.office.gateway.act({ type: 'delete', key: keyOf(theirs) }),
      suite.office.gateway.act({ type: 'delete', key: keyOf(veryOld) }),
      suite.office.gateway.act({ type: 'react', key: unknown, emoji: '👍' }),
    ]);
    for (const refusal of refusals) {
      expect(refusal.outcome).toBe('refused');
      expect('why' in refusal && refusal.why).toMatch(/\.$/);
    }
    for (const message of [theirs, old, veryOld]) expect(actsOn(keyOf(message))).toEqual([]);
  });

  test.each([
    ['throws', 'throws', 0],
    ['hangs before it is done', 'before', 0],
    ['hangs although it was done', 'after', 1],
  ] as const)(
    'when WhatsApp Web’s own function %s, nobody can tell, and it is tried once',
    async (_label, how, done) => {
      const anna = person();
      const message = anna.writes('Ready?');
      await arrived(message);
      await suite.wa.faults.failAct(how);
      const key = keyOf(message);
      const outcome = await suite.office.gateway.act({ type: 'react', key, emoji: '👍' });
      expect(outcome).toMatchObject({ outcome: 'unknown' });
      // What comes after it shows that nothing of it is left in the page.
      const next = await ours(anna, 'Still here');
      expect(await suite.office.gateway.act({ type: 'delete', key: keyOf(next) })).toEqual(DONE);
      expect(actsOn(key)).toHaveLength(done);
    },
  );

  test('an edit that WhatsApp made although its function never came back is done', async () => {
    const anna = person();
    anna.writes('When?');
    const key = keyOf(await ours(anna, 'Monady'));
    await suite.wa.faults.failAct('after');
    expect(await suite.office.gateway.act({ type: 'edit', key, text: 'Monday' })).toEqual(DONE);
  });

  test('a message of a chat that moved to the person’s hidden number is found', async () => {
    const lida = suite.wa.customer('700000000000555@lid', { name: 'Lida', phone: '+4915100555' });
    const message = lida.writes('Hello');
    await arrived(message);
    const key = waMessageKeySchema.parse(`false_4915100555@c.us_${message.key.id}`);
    expect(await suite.office.gateway.act({ type: 'react', key, emoji: '👍' })).toEqual(DONE);
    expect(message.reactions).toMatchObject([{ emoji: '👍' }]);
  });

  describe('a quote', () => {
    test('goes out with the customer’s message and with our own', async () => {
      const anna = person();
      const question = anna.writes('Which one?');
      await arrived(question);
      const first = await send(
        anna,
        { kind: 'text', text: 'The blue one' },
        { quote: keyOf(question) },
      );
      expect(first.outcome).toEqual({ outcome: 'accepted' });
      const sent = await suite.wa.waitForSent((each) => keyOf(each) === first.key);
      expect(sent.quote).toMatchObject({
        id: question.key.id,
        from: anna.address,
        message: { type: 'chat', body: 'Which one?' },
      });
      const second = await send(anna, { kind: 'text', text: 'This' }, { quote: first.key });
      const again = await suite.wa.waitForSent((each) => keyOf(each) === second.key);
      expect(again.quote).toMatchObject({ id: sent.key.id, message: { body: 'The blue one' } });
      expect(await arrived(again)).toMatchObject({ quote: { key: first.key, from: 'us' } });
    });

    test('goes out with a picture', async () => {
      const anna = person();
      const question = anna.writes('Show me');
      await arrived(question);
      const path = join(suite.folder, 'quoted');
      await writeFile(path, randomBytes(2_000));
      const file = { path, mime: 'image/jpeg', fileName: 'a.jpg' };
      const quote = keyOf(question);
      const { key } = await send(anna, { kind: 'image', caption: '', ...file }, { quote });
      const sent = await suite.wa.waitForSent((each) => keyOf(each) === key);
      expect(sent).toMatchObject({ type: 'image', quote: { id: question.key.id } });
    });

    test('of what WhatsApp Web does not have is refused: it never goes out without it', async () => {
      const anna = person();
      await arrived(anna.writes('Hello'));
      const quote = waMessageKeySchema.parse(`false_${anna.address}_AC00NOTHERE`);
      const { key, outcome } = await send(anna, { kind: 'text', text: 'To what?' }, { quote });
      expect(outcome).toMatchObject({ outcome: 'refused' });
      expect(await suite.office.gateway.find(key)).toBe('absent');
      expect(suite.wa.sent.filter(({ body }) => body === 'To what?')).toEqual([]);
    });
  });

  test('nothing was asked of the page that it does not have', () => {
    expect(suite.wa.missingModules()).toEqual([]);
    expect(suite.office.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
