import { describe, expect, test } from 'vitest';
import { hindranceOf } from '#shared/domain/allowed-actions.ts';
import type { ActionName } from '#shared/domain/allowed-actions.ts';
import { aMessage, anAgent } from '#test/doubles/client/builders.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;
const ben = anAgent(2, { name: 'Ben' });
const ana = anAgent(1, { name: 'Ana', role: 'admin' });
const bens = { author: { type: 'agent', agentId: 2 }, state: 'sent', at: NOW - MINUTE };

const says = (action: ActionName, extra: object, agent = ben) =>
  hindranceOf(action, aMessage(1, 1, { waKey: 'true_1@c.us_A', ...extra }), agent, NOW);

describe('what can be done to a message', () => {
  test('everything to an own fresh one, nothing of it before WhatsApp has it', () => {
    for (const action of ['quote', 'react', 'edit', 'delete'] as const) {
      expect(says(action, bens)).toBeNull();
      expect(says(action, { ...bens, state: 'refused' })).toBe('not-on-whatsapp');
      expect(says(action, { ...bens, waKey: null })).toBe('not-on-whatsapp');
    }
  });

  test('a customer’s message is answered and reacted to, never changed', () => {
    const theirs = { author: { type: 'contact' }, state: 'received', at: NOW - MINUTE };
    expect(says('quote', theirs)).toBeNull();
    expect(says('react', theirs)).toBeNull();
    expect(says('edit', theirs)).toBe('not-the-writer');
    expect(says('delete', theirs, ana)).toBe('from-the-customer');
  });

  test('a vote is for a poll of the customer’s that is still there', () => {
    const poll = { kind: 'poll', question: 'When?', options: ['Now'], allowsMany: false };
    const theirs = { author: { type: 'contact' }, state: 'received', content: poll };
    expect(says('vote', theirs)).toBeNull();
    expect(says('vote', { ...theirs, waKey: null })).toBe('not-on-whatsapp');
    expect(says('vote', { ...theirs, deletion: { by: theirs.author, at: NOW } })).toBe('deleted');
    expect(says('vote', { ...bens, content: poll })).toBe('our-poll');
    expect(says('vote', { author: { type: 'contact' }, state: 'received' })).toBe('not-a-poll');
  });

  test('an admin deletes what others wrote and edits none of it', () => {
    const phone = { author: { type: 'phone' }, state: 'sent', at: NOW - MINUTE };
    for (const message of [bens, phone]) {
      expect(says('edit', message, ana)).toBe('not-the-writer');
      expect(says('delete', message, ana)).toBeNull();
    }
    expect(says('delete', phone)).toBe('others-wrote-it');
  });

  test('edits end after 15 minutes, deletions after two and a half days', () => {
    expect(says('edit', { ...bens, at: NOW - 15 * MINUTE })).toBeNull();
    expect(says('edit', { ...bens, at: NOW - 15 * MINUTE - 1 })).toBe('too-late-to-edit');
    expect(says('delete', { ...bens, at: NOW - 60 * 60 * MINUTE })).toBeNull();
    expect(says('delete', { ...bens, at: NOW - 60 * 60 * MINUTE - 1 })).toBe('too-late-to-delete');
  });

  test('nothing to what was taken back, and no edit of what has no words', () => {
    const deletion = { by: bens.author, at: NOW };
    for (const action of ['quote', 'react', 'edit', 'delete'] as const) {
      expect(says(action, { ...bens, deletion })).toBe('deleted');
    }
    const content = { kind: 'location', latitude: 1, longitude: 1, name: '', address: '' };
    expect(says('edit', { ...bens, content: { ...content, isLive: false } })).toBe(
      'nothing-to-edit',
    );
  });
});
