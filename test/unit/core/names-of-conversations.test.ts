import { expect, test } from 'vitest';
import { z } from 'zod';
import { CONVERSATION_NAMES, MESSAGE_NAMES } from '#main/core/sync/answering-in-sight.ts';
import { conversationSchema } from '#shared/domain/conversation.ts';
import { conversationIdSchema, messageIdSchema } from '#shared/domain/ids.ts';
import { factSchema } from '#shared/domain/journal.ts';
import { commands } from '#shared/protocol/commands/index.ts';

/** Each name under which a schema has a value of this kind, with where it is. */
function namesOf(schema: z.ZodType, kind: z.ZodType, at: string): Map<string, string> {
  const found = new Map<string, string>();
  const look = (each: unknown, name: string, path: string): void => {
    if (each === kind) return void found.set(name, path);
    if (typeof each !== 'object' || each === null) return;
    if (!(each instanceof z.ZodType)) return;
    const { def } = each as unknown as { def: Record<string, unknown> };
    if (each instanceof z.ZodObject) {
      for (const [key, part] of Object.entries(each.shape)) look(part, key, `${path}.${key}`);
      return;
    }
    for (const part of Object.values(def)) {
      for (const one of Array.isArray(part) ? part : [part]) look(one, name, path);
    }
  };
  look(schema, '', at);
  return found;
}

/** Told apart by what they go along with: the handlers look whether a message is of its chat. */
const BESIDE_ITS_CHAT = new Set(['upTo', 'lastSeenMessageId', 'quote', 'messageId']);

test('commands call conversations and messages by names that the gate knows', () => {
  for (const [name, { params }] of Object.entries(commands)) {
    for (const [called, path] of namesOf(params, conversationIdSchema, name)) {
      expect(CONVERSATION_NAMES, path).toContain(called);
    }
    const messages = namesOf(params, messageIdSchema, name);
    const hasChat = namesOf(params, conversationIdSchema, name).size > 0;
    for (const [called, path] of messages) {
      if (hasChat) expect([...BESIDE_ITS_CHAT], path).toContain(called);
      else expect(MESSAGE_NAMES, path).toContain(called);
    }
  }
});

test('answers and facts call conversations by names that are looked for in them', () => {
  // What two chats were before they were one is part of the one that goes on.
  const known = ['conversationId', 'goneId'];
  for (const [name, { result }] of Object.entries(commands)) {
    for (const [called, path] of namesOf(result, conversationIdSchema, name)) {
      if (called !== 'id') expect(known, path).toContain(called);
    }
  }
  for (const [called, path] of namesOf(factSchema, conversationIdSchema, 'fact')) {
    expect(known, path).toContain(called);
  }
  // And a conversation itself is known by these.
  expect(Object.keys(conversationSchema.shape)).toEqual(
    expect.arrayContaining(['id', 'contact', 'epoch']),
  );
});
