import type { Agent } from '#shared/domain/agent.ts';
import { botTimes } from '#shared/domain/bot/cover.ts';
import type { BotCover } from '#shared/domain/bot/cover.ts';
import type { FlowId } from '#shared/domain/bot/flow.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { notValid, restoreFlow, saveFlow } from './save-flow.ts';

type BotHandlers = Pick<
  CommandHandlers,
  'bot.get' | 'bot.versions' | 'bot.save' | 'bot.restore' | 'bot.remove' | 'bot.cover'
>;

export function botHandlers(ledger: Ledger): BotHandlers {
  return {
    'bot.get': async () => {
      const { bot, journal } = ledger.read;
      return ok({ flows: bot.flows(), cover: bot.cover(), upTo: journal.head() });
    },

    'bot.versions': async ({ flowId }) => {
      const versions = ledger.read.bot.versions(flowId);
      return versions.length === 0 ? notFound() : ok({ versions });
    },

    'bot.save': (params, caller) => ledger.write((unit) => saveFlow(unit, params, caller)),

    'bot.restore': (params, caller) => ledger.write((unit) => restoreFlow(unit, params, caller)),

    'bot.remove': ({ flowId }, caller) => ledger.write((unit) => removeFlow(unit, flowId, caller)),

    'bot.cover': ({ cover }, caller) => ledger.write((unit) => changeCover(unit, cover, caller)),
  };
}

export function removeFlow(unit: Unit, flowId: FlowId, caller: Agent) {
  const { tx, record } = unit;
  const saved = tx.bot.newest(flowId);
  if (saved === null) return notFound();
  const cover = tx.bot.cover();
  const isInUse = botTimes.some((time) => cover[time].flowId === flowId && cover[time].isOn);
  if (isInUse) return fail('in-use', 'This flow is switched on; switch it off first.');
  endTalks(unit, (each) => each.flowId === flowId);
  const after = {
    closed: { ...cover.closed, ...forgotten(cover.closed, flowId) },
    open: { ...cover.open, ...forgotten(cover.open, flowId) },
  };
  if (JSON.stringify(after) !== JSON.stringify(cover)) {
    record({ kind: 'bot.cover-changed', before: cover, after }, caller.id);
  }
  record({ kind: 'bot.flow-removed', flowId, name: saved.flow.name }, caller.id);
  return ok({});
}

function forgotten(part: BotCover['open'], flowId: FlowId) {
  return part.flowId === flowId ? { flowId: null } : {};
}

function changeCover(unit: Unit, after: BotCover, caller: Agent) {
  const { tx, record } = unit;
  for (const time of botTimes) {
    const { flowId, isOn } = after[time];
    if (isOn && flowId === null) {
      return fail('not-valid', 'Choose a flow before you switch the chatbot on.');
    }
    if (flowId === null) continue;
    const saved = tx.bot.newest(flowId);
    if (saved === null) return notFound();
    // Something that it names may be gone since it was saved.
    const refusal = isOn ? notValid(tx, saved.flow) : null;
    if (refusal !== null) return refusal;
  }
  const before = tx.bot.cover();
  if (JSON.stringify(before) === JSON.stringify(after)) return ok({ cover: after });
  record({ kind: 'bot.cover-changed', before, after }, caller.id);
  const isOn = (flowId: FlowId) =>
    botTimes.some((time) => after[time].isOn && after[time].flowId === flowId);
  endTalks(unit, ({ flowId }) => !isOn(flowId));
  return ok({ cover: after });
}

function endTalks(
  { tx, record }: Unit,
  isOver: (talk: { readonly flowId: FlowId }) => boolean,
): void {
  for (const { conversationId, flowId } of tx.bot.runs()) {
    if (isOver({ flowId })) record({ kind: 'bot.ended', conversationId, why: 'switched-off' });
  }
}

function notFound(): Failure<'not-found'> {
  return fail('not-found', 'There is no such flow, or no such version of it (any more).');
}
