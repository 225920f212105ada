import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';
import { sendText } from './linked-gateway.ts';
import { keyOf, linkedSuite } from './linked-suite.ts';

const POLL = {
  pollName: 'When?',
  pollOptions: [
    { name: 'Now', localId: 0 },
    { name: 'Later', localId: 1 },
  ],
  pollSelectableOptionsCount: 0,
};

type ActionType = 'reacted' | 'edited' | 'deleted' | 'voted';
type ActionEvent = Extract<GatewayEvent, { type: ActionType }>;

describe.each(['current', 'old'] as const)('on a page with %s message keys', (keyShape) => {
  const suite = linkedSuite(keyShape);
  const { person, arrived } = suite;
  /** The event that `doIt` causes. */
  const told = async (type: ActionType, message: StoredMessage, doIt: () => void) => {
    const next = suite.office.next((event) => event.type === type && event.key === keyOf(message));
    doIt();
    return (await next) as ActionEvent;
  };
  const inHistory = async ({ address }: Customer, message: StoredMessage) => {
    const history = await suite.office.gateway.history(waAddressSchema.parse(address), 50, null);
    return history.messages.find(({ key }) => key === keyOf(message));
  };

  describe('what a customer does to a message', () => {
    test('a reaction is told, replaced and taken back, and is what the history says', async () => {
      const anna = person();
      const message = anna.writes('Ready?');
      await arrived(message);
      const before = Date.now();
      const first = await told('reacted', message, () => anna.reacts(message, '👍'));
      expect(first).toMatchObject({ by: 'contact', emoji: '👍' });
      expect(first.at).toBeGreaterThanOrEqual(before);
      expect(first.at).toBeLessThanOrEqual(Date.now());
      expect(await inHistory(anna, message)).toMatchObject({
        reactions: [{ by: 'contact', emoji: '👍', at: first.at }],
      });
      await told('reacted', message, () => anna.reacts(message, '🙏🏽'));
      expect(await inHistory(anna, message)).toMatchObject({ reactions: [{ emoji: '🙏🏽' }] });
      expect(await told('reacted', message, () => anna.reacts(message, null))).toMatchObject({
        by: 'contact',
        emoji: null,
      });
      expect(await inHistory(anna, message)).toMatchObject({ reactions: [] });
    });

    test('an edit of a text and of a caption is told, once, and is what the history says', async () => {
      const anna = person();
      const text = anna.writes('Monday');
      const image = anna.sendsImage(randomBytes(1_000), 'image/jpeg', 'The left one');
      await arrived(text);
      await arrived(image);
      const from = suite.office.events.length;
      const edited = await told('edited', text, () => anna.edits(text, 'Tuesday'));
      expect(edited).toEqual({
        type: 'edited',
        key: keyOf(text),
        text: 'Tuesday',
        at: text.editedAt,
      });
      const caption = await told('edited', image, () => anna.edits(image, 'The right one'));
      expect(caption).toMatchObject({ text: 'The right one' });
      expect(await inHistory(anna, text)).toMatchObject({
        content: { kind: 'text', text: 'Tuesday' },
        editedAt: text.editedAt,
      });
      expect(await inHistory(anna, image)).toMatchObject({
        content: { kind: 'image', caption: 'The right one' },
        editedAt: image.editedAt,
      });
      const edits = suite.office.events.slice(from).filter(({ type }) => type === 'edited');
      expect(edits).toHaveLength(2);
    });

    test('a deletion is told, once, and all that is left of it in the history', async () => {
      const anna = person();
      const message = anna.writes('My secret is an otter');
      await arrived(message);
      const from = suite.office.events.length;
      const deleted = await told('deleted', message, () => anna.deletes(message));
      expect(deleted).toMatchObject({ by: 'contact' });
      const left = await inHistory(anna, message);
      expect(left).toMatchObject({ deletion: { by: 'contact' } });
      expect(JSON.stringify(left)).not.toContain('otter');
      const types = suite.office.events.slice(from).map(({ type }) => type);
      expect(types.filter((type) => type === 'deleted')).toHaveLength(1);
      expect(types).not.toContain('edited');
    });

    test('a vote in our poll is told by the names of what is chosen, and changes', async () => {
      const anna = person();
      anna.writes('Hello');
      const to = waAddressSchema.parse(anna.address);
      const key = await suite.office.gateway.newKey(to);
      const options = ['Now', 'Later'];
      const content = { kind: 'poll', question: 'When?', options, allowsMany: true } as const;
      expect(await suite.office.gateway.send({ key, to, content })).toEqual({
        outcome: 'accepted',
      });
      const poll = await suite.wa.waitForSent((sent) => keyOf(sent) === key);
      const first = await told('voted', poll, () => anna.votes(poll, 'Later'));
      expect(first).toMatchObject({ by: 'contact', options: ['Later'] });
      const both = await told('voted', poll, () => anna.votes(poll, 'Now', 'Later'));
      expect(both).toMatchObject({ options: ['Now', 'Later'] });
      expect(await inHistory(anna, poll)).toMatchObject({
        votes: [{ by: 'contact', options: ['Now', 'Later'], at: both.at }],
      });
      const none = await told('voted', poll, () => anna.votes(poll));
      expect(none).toMatchObject({ options: [] });
      expect(await inHistory(anna, poll)).toMatchObject({ votes: [{ options: [] }] });
    });

    test('in a chat with a hidden number it is told the same way', async () => {
      const lida = suite.wa.customer('700000000000777@lid', { name: 'Lida', phone: '+4915100099' });
      const message = lida.writes('Hello');
      await arrived(message);
      expect(await told('reacted', message, () => lida.reacts(message, '❤️'))).toMatchObject({
        by: 'contact',
        emoji: '❤️',
      });
      expect(await told('edited', message, () => lida.edits(message, 'Hi'))).toMatchObject({
        text: 'Hi',
      });
      expect(await told('deleted', message, () => lida.deletes(message))).toMatchObject({
        by: 'contact',
      });
    });

    test('in a group it is nothing for us', async () => {
      const anna = person();
      suite.wa.group('120363000000000009@g.us', 'Neighbours', [anna]);
      const message = anna.writes('Hello all', { in: '120363000000000009@g.us' });
      const own = anna.writes('Hello you');
      await arrived(own);
      const from = suite.office.events.length;
      anna.reacts(message, '👍');
      anna.edits(message, 'Hello everybody');
      anna.deletes(message);
      await told('reacted', own, () => anna.reacts(own, '👍'));
      expect(suite.office.events.slice(from).map(({ type }) => type)).toEqual(['reacted']);
    });
  });

  test('what the owner does on the phone is told as ours', async () => {
    const anna = person();
    const theirs = anna.writes('Thanks');
    await arrived(theirs);
    const ours = suite.wa.phone.types(anna.address, 'You are welcom');
    await arrived(ours);
    expect(await told('reacted', theirs, () => suite.wa.phone.reacts(theirs, '❤️'))).toMatchObject({
      by: 'us',
      emoji: '❤️',
    });
    expect(await told('edited', ours, () => suite.wa.phone.edits(ours, 'Welcome'))).toMatchObject({
      text: 'Welcome',
    });
    expect(await told('deleted', ours, () => suite.wa.phone.deletes(ours))).toMatchObject({
      by: 'us',
    });
    expect(await inHistory(anna, ours)).toMatchObject({ from: 'us', deletion: { by: 'us' } });
  });

  describe('what a message brings along', () => {
    test('a quote: whose message it was and what it said', async () => {
      const anna = person();
      const question = anna.writes('Which one?');
      const { key, outcome } = await sendText(suite.office.gateway, anna.address, 'The blue one');
      expect(outcome).toEqual({ outcome: 'accepted' });
      const answer = await suite.wa.waitForSent((sent) => keyOf(sent) === key);
      const picture = anna.sendsImage(randomBytes(500), 'image/jpeg', 'This');
      expect(await arrived(anna.writes('Good', { quoting: answer }))).toMatchObject({
        quote: { key, from: 'us', content: { kind: 'text', text: 'The blue one' } },
      });
      expect(await arrived(anna.writes('I mean', { quoting: question }))).toMatchObject({
        quote: { key: keyOf(question), from: 'contact', content: { text: 'Which one?' } },
      });
      const onPicture = anna.writes('Or that', { quoting: picture });
      const quote = { key: keyOf(picture), content: { kind: 'image', caption: 'This' } };
      expect(await arrived(onPicture)).toMatchObject({ quote });
      expect(await inHistory(anna, onPicture)).toMatchObject({ quote });
      const poll = anna.sends('poll_creation', POLL);
      expect(await arrived(anna.writes('There', { quoting: poll }))).toMatchObject({
        quote: { key: keyOf(poll), content: { kind: 'poll', question: 'When?' } },
      });
    });

    test('that it was forwarded, once or often, and that it disappears', async () => {
      const anna = person();
      expect(await arrived(anna.writes('News', { forwarded: 1 }))).toMatchObject({
        marks: { forwarded: 'once' },
      });
      const often = anna.writes('More news', { forwarded: 7, disappearsAfter: 604_800 });
      const marks = { forwarded: 'often', disappearsAfter: 604_800 };
      expect(await arrived(often)).toMatchObject({ marks });
      expect(await inHistory(anna, often)).toMatchObject({ marks });
      expect(await arrived(anna.writes('Plain'))).not.toHaveProperty('marks');
    });

    test('that it can be opened once, on the phone', async () => {
      const anna = person();
      const once = anna.sendsViewOnce();
      expect(await arrived(once)).toMatchObject({
        content: { kind: 'unsupported' },
        marks: { viewOnce: true },
      });
    });

    test('that pictures were sent as one album; the album itself is no message', async () => {
      const anna = person();
      const pictures = anna.sendsAlbum([randomBytes(100), randomBytes(100), randomBytes(100)]);
      const found = await Promise.all(pictures.map(arrived));
      const albums = new Set(found.map(({ marks }) => marks?.album));
      expect(albums.size).toBe(1);
      expect([...albums][0]).toEqual(expect.any(String));
      const all = await suite.office.gateway.history(waAddressSchema.parse(anna.address), 50, null);
      expect(all.messages.map(({ content }) => content.kind)).toEqual(['image', 'image', 'image']);
    });
  });

  test('nothing was asked of the page that it does not have', () => {
    expect(suite.wa.missingModules()).toEqual([]);
    expect(suite.office.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
