import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '#main/store/open-store.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import { silentLog } from '../log.ts';

interface Glimpse {
  /** Where the journal is. */
  readonly seq: number;
  /** Replies that are. */
  readonly underWay: number;
  /** How often an agent's status changed so far. */
  readonly statusChanges: number;
}

/** A look into the folder of a host that runs. */
export function lookInto(directory: string): Glimpse {
  const database = new Database(join(directory, 'deskline.db'), { readonly: true });
  try {
    const number = (sql: string) => Number(database.prepare(sql).pluck().get());
    return {
      seq: number('SELECT coalesce(max(seq), 0) FROM journal'),
      underWay: number("SELECT count(*) FROM messages WHERE state IN ('queued', 'sending')"),
      statusChanges: number("SELECT count(*) FROM journal WHERE kind = 'agent.status-changed'"),
    };
  } finally {
    database.close();
  }
}

export interface Stored {
  readonly agents: readonly Agent[];
  readonly entries: readonly JournalEntry[];
  readonly conversations: readonly Conversation[];
  readonly messages: readonly Message[];
}

/** Everything in the folder of a host that has ended. */
export async function everythingIn(directory: string): Promise<Stored> {
  const store = openStore({ directory, log: silentLog });
  try {
    const { read } = store;
    const agents = read.agents.all();
    const [anybody] = agents;
    invariant(anybody, 'somebody works here');
    const conversations = (['all', 'closed'] as const).flatMap(
      (view) => read.conversations.page(view, { agentId: anybody.id }, null, 200).items,
    );
    const messages = conversations.flatMap(({ id }) => read.messages.newest(id, 100_000));
    return { agents, entries: read.journal.after(0 as Seq, 1_000_000), conversations, messages };
  } finally {
    await store.close();
  }
}
