import { describe, expect, test } from 'vitest';
import { deletionOf, editOf, reactionOf, voteOf } from '#main/gateway/whatsapp/inbound/actions.ts';
import { addonExtras, extrasOf } from '#main/gateway/whatsapp/inbound/extras.ts';
import { isOneOf } from '#main/gateway/whatsapp/inbound/identity.ts';
import { rawMessageSchema } from '#main/gateway/whatsapp/inbound/raw-message.ts';
import { rawMessage } from './raw-messages.ts';

const NOW = Date.UTC(2026, 0, 15, 9, 0, 0);
const AT = NOW - 60_000;
const isOwn = isOneOf(new Set(['4930111222@c.us', '900000000000001@lid']));
const KEY = 'false_4915112345@c.us_AC01';
const key = { fromMe: false, remote: { _serialized: '4915112345@c.us' }, id: 'AC01', $1: KEY };
const parsed = (about: object, id = {}) => rawMessageSchema.parse(rawMessage({ ...about }, id));

describe('a reaction', () => {
  const reaction = {
    msgId: key,
    senderId: '4915112345@c.us',
    reaction: '👍',
    timestamp: AT / 1000,
  };

  test('is of who sent it, whichever of our addresses or devices was used', () => {
    const byOf = (about: object) => reactionOf({ ...reaction, ...about }, isOwn, NOW)[0];
    expect(byOf({})).toEqual({ type: 'reacted', key: KEY, by: 'contact', emoji: '👍', at: AT });
    expect(byOf({ senderId: '900000000000001@lid' })).toMatchObject({ by: 'us' });
    expect(byOf({ senderId: { _serialized: '4930111222:7@c.us' } })).toMatchObject({ by: 'us' });
    expect(byOf({ senderId: null, id: { ...key, fromMe: true } })).toMatchObject({ by: 'us' });
  });

  test('without an emoji was taken back', () => {
    expect(reactionOf({ ...reaction, reaction: '' }, isOwn, NOW)).toMatchObject([{ emoji: null }]);
  });

  test.each([0, null, -1, AT])('with %s for a time happened now', (timestamp) => {
    expect(reactionOf({ ...reaction, timestamp }, isOwn, NOW)).toMatchObject([{ at: NOW }]);
  });

  test('to nothing is refused', () => {
    expect(() => reactionOf({ ...reaction, msgId: undefined }, isOwn, NOW)).toThrow();
  });
});

test('a vote whose options have no names is refused', () => {
  const vote = { parentMsgKey: key, voter: '4915112345@c.us', interractedAtTs: AT };
  const named = { ...vote, selectedOptions: [{ name: 'Now', localId: 0 }] };
  expect(voteOf(named, isOwn, NOW)).toMatchObject([{ by: 'contact', options: ['Now'], at: AT }]);
  const nameless = { ...vote, selectedOptions: [{ localId: 0 }] };
  expect(() => voteOf(nameless, isOwn, NOW)).toThrow();
});

describe('a text that changes', () => {
  const edited = (about: object, previous: string | undefined) =>
    editOf({ message: rawMessage({ ...about }), previous }, isOwn, NOW);

  test('is an edit when WhatsApp says so, or when there was another one', () => {
    expect(edited({ body: 'b', latestEditSenderTimestampMs: AT }, 'a')).toEqual([
      { type: 'edited', key: KEY, text: 'b', at: AT },
    ]);
    expect(edited({ body: 'b' }, 'a')).toMatchObject([{ text: 'b', at: NOW }]);
  });

  test('is none when it could not be read before, or is a thumbnail', () => {
    expect(edited({ body: 'b' }, undefined)).toEqual([]);
    expect(edited({ body: 'b' }, '')).toEqual([]);
    expect(edited({ type: 'image', body: '/9j/4', caption: 'Look' }, '/9j/3')).toEqual([]);
    expect(edited({ type: 'location', body: '/9j/4' }, '/9j/3')).toEqual([]);
  });

  test('is none of a message that was deleted', () => {
    expect(edited({ type: 'revoked', body: '', latestEditSenderTimestampMs: AT }, 'a')).toEqual([]);
  });
});

describe('a deletion', () => {
  test('is of the message itself', () => {
    const deletion = { type: 'deleted', key: KEY, by: 'contact', at: NOW };
    expect(deletionOf(rawMessage({ type: 'revoked' }), isOwn, NOW)).toEqual([deletion]);
    const named = rawMessage({ type: 'revoked', protocolMessageKey: key });
    expect(deletionOf(named, isOwn, NOW)).toEqual([deletion]);
  });

  test('is of the message that it names when it has a key of its own', () => {
    const raw = rawMessage({ type: 'revoked', protocolMessageKey: key }, { id: 'AC99' });
    expect(deletionOf(raw, isOwn, NOW).map((each) => each.key)).toContain(KEY);
  });
});

describe('what a message brings along', () => {
  test('is left out where it cannot be used', () => {
    const quotedMsg = { type: 'chat', body: 'x'.repeat(70_000) };
    const quote = { quotedStanzaID: 'AC00', quotedParticipant: '4930111222@c.us', quotedMsg };
    expect(extrasOf(parsed(quote), isOwn, NOW)).toEqual({});
    expect(extrasOf(parsed({ quotedStanzaID: 'AC00', quotedMsg: 'odd' }), isOwn, NOW)).toEqual({});
    expect(extrasOf(parsed({ ephemeralDuration: 0, forwardingScore: 'many' }), isOwn, NOW)).toEqual(
      {},
    );
  });

  test('says nothing of reactions and votes that the page did not tell', () => {
    const addons = { reactions: null, votes: null };
    expect(addonExtras(parsed({ hasReaction: true }), addons, isOwn, NOW)).toEqual({});
    expect(addonExtras(parsed({}), null, isOwn, NOW)).toEqual({});
    expect(addonExtras(parsed({ hasReaction: false }), null, isOwn, NOW)).toEqual({
      reactions: [],
    });
  });

  test('names the options that were chosen, also where the page does not number them', () => {
    const vote = { sender: '4915112345@c.us', options: [1], at: AT };
    const addons = { reactions: null, votes: [vote] };
    const poll = { type: 'poll_creation', pollName: 'When?' };
    const names = (pollOptions: object[]) =>
      addonExtras(parsed({ ...poll, pollOptions }), addons, isOwn, NOW).votes?.[0]?.options;
    expect(names([{ name: 'Now' }, { name: 'Later' }])).toEqual(['Later']);
    expect(
      names([
        { name: 'Now', localId: 1 },
        { name: 'Later', localId: 0 },
      ]),
    ).toEqual(['Now']);
  });
});
