import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { project } from '#main/core/journal/project.ts';
import { openStore } from '#main/store/open-store.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { silentLog } from '../log.ts';
import { dumpState } from '../store/dump-state.ts';
import type { Answered } from './desk.ts';

/** I1: nobody was told of owning what somebody else was told of owning, too. */
export function expectOneWinner(answers: readonly Answered[]): void {
  const winners = new Map<string, string>();
  for (const { name, agent, params, reply } of answers) {
    if (name !== 'conversation.claim' || !reply.ok) continue;
    const { conversationId, epoch } = params as { conversationId: number; epoch: number };
    const { conversation } = reply.value as { conversation: { epoch: number } };
    if (conversation.epoch !== epoch + 1) continue;
    const place = `${conversationId} at ${epoch}`;
    expect([place, winners.get(place) ?? agent.name]).toEqual([place, agent.name]);
    winners.set(place, agent.name);
  }
}

/** I7: the journal, replayed into an empty store, gives the tables in this folder. */
export async function expectReplay(
  directory: string,
  entries: readonly JournalEntry[],
): Promise<void> {
  const empty = await mkdtemp(join(tmpdir(), 'deskline-replay-'));
  const copy = openStore({ directory: empty, log: silentLog });
  try {
    for (const entry of entries) await copy.write((tx) => project(tx, entry));
    await copy.close();
    expect(dumpState(empty)).toEqual(dumpState(directory));
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}
