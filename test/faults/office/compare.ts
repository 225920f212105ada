import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { FaultOffice } from './fault-office.ts';

interface Row {
  readonly key: string | null;
  readonly ref: string | null;
  readonly text: string | null;
  readonly state: string;
  readonly author: string;
}

export interface Comparison {
  /** Customers' messages that WhatsApp has. */
  readonly messagesIn: number;
  /** In WhatsApp and not in the store, or taken from an agent and gone. */
  readonly lost: readonly string[];
  /** Twice in the store, or twice at WhatsApp. */
  readonly doubled: readonly string[];
  /** The store says that it went out and WhatsApp does not have it, or the other way round. */
  readonly contradictions: readonly string[];
  /** Left to a person to judge. */
  readonly unconfirmed: number;
  /** Replies on their way. */
  readonly underWay: number;
}

const OUT = new Set(['sent', 'delivered', 'read', 'played']);
const UNDER_WAY = new Set(['queued', 'sending']);

/** WhatsApp's record beside the store, which may be running. */
export function compare(office: FaultOffice): Comparison {
  const rows = storedMessages(office.host.dataDirectory);
  const received = new Map<string, number>();
  const texts = new Map<string, number>();
  for (const { key, author, text } of rows) {
    if (key !== null) count(received, idOf(key));
    if (author === 'agent' && text !== null) count(texts, text);
  }
  const theirs = office.customers.flatMap(({ address }) =>
    office.whatsapp.chat(address).messages.filter(({ sentBy }) => sentBy === 'contact'),
  );
  const sent = new Map<string, number>();
  for (const { body = '' } of office.whatsapp.sent) count(sent, body);
  const refs = new Set(rows.map(({ ref }) => ref));
  const gone = office.robots.flatMap((robot) => {
    const pending = new Set(robot.pending());
    return robot.written.filter((reply) => !pending.has(reply) && !refs.has(reply.clientRef));
  });
  const replies = rows.filter(({ author }) => author === 'agent');
  return {
    messagesIn: theirs.length,
    lost: [
      ...theirs.filter(({ key }) => !received.has(key.id)).map(({ body = '' }) => body),
      ...gone.map(({ text }) => text),
    ],
    doubled: [...twice(received), ...twice(texts), ...twice(sent)],
    contradictions: replies
      .filter(({ state, text }) => text !== null && isContradiction(state, sent.has(text)))
      .map(({ state, text }) => `${text} (${state})`),
    unconfirmed: replies.filter(({ state }) => state === 'unconfirmed').length,
    underWay: replies.filter(({ state }) => UNDER_WAY.has(state)).length,
  };
}

function isContradiction(state: string, isAtWhatsApp: boolean): boolean {
  if (OUT.has(state)) return !isAtWhatsApp;
  return state === 'refused' && isAtWhatsApp;
}

export function storedMessages(dataDirectory: string): Row[] {
  const database = new Database(join(dataDirectory, 'deskline.db'), { readonly: true });
  try {
    return database
      .prepare<[], Row>(
        'SELECT wa_key AS key, client_ref AS ref, text, state, author FROM messages ORDER BY id',
      )
      .all();
  } finally {
    database.close();
  }
}

/** WhatsApp's own id within a key. */
const idOf = (key: string): string => key.split('_')[2] ?? key;

const twice = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].filter(([, times]) => times > 1).map(([what]) => what);

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
