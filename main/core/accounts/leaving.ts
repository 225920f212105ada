import type { AgentId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';
import { give, targetOf } from '../ownership/transfer.ts';
import { endSessions } from './access.ts';
import type { AnnounceEnded } from './access.ts';
import { canStill, forbidden } from './forbidden.ts';
import { changeAgent, isLastAdmin, lastAdmin, nobody } from './people.ts';

/** Somebody works here no more: nothing of what they had waits for them. */
export function deactivateHandler(
  ledger: Ledger,
  clock: Clock,
  announce: AnnounceEnded,
): CommandHandler<'agent.deactivate'> {
  return async ({ agentId, chatsTo }, caller) => {
    const end: SessionEnd = { why: 'deactivated' };
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const before = unit.tx.agents.get(agentId);
      if (before === null) return nobody();
      if (isLastAdmin(unit, before)) return lastAdmin();
      const target = targetOf(unit.tx, chatsTo, agentId);
      if (!target.ok) return target;
      const agent = { ...before, isDeactivated: true };
      changeAgent(unit, before, agent, caller);
      const chats = unit.tx.conversations.ownedBy(agentId);
      for (const conversation of chats) {
        const given = { ...target.value, why: 'deactivated', noteId: null } as const;
        give(unit, conversation, given, caller.id);
      }
      withdrawRequests(unit, agentId);
      ended = endSessions(unit, agentId, end, clock.now());
      return ok({ agent, chats: chats.length });
    });
    announce(agentId, ended, end);
    return outcome;
  };
}

export function reactivateHandler(ledger: Ledger): CommandHandler<'agent.reactivate'> {
  return ({ agentId }, caller) =>
    ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const before = unit.tx.agents.get(agentId);
      if (before === null) return nobody();
      const agent = { ...before, isDeactivated: false };
      changeAgent(unit, before, agent, caller);
      return ok({ agent });
    });
}

/** Whom they asked for a chat need not answer any more. */
function withdrawRequests({ tx, record }: Unit, byId: AgentId): void {
  for (const { id: conversationId, request } of tx.conversations.notAnswered(
    Number.MAX_SAFE_INTEGER,
  )) {
    if (request?.byId !== byId) continue;
    record({ kind: 'conversation.request-ended', conversationId, byId, how: 'withdrawn' });
  }
}
