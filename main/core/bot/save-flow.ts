import type { Agent } from '#shared/domain/agent.ts';
import type { Flow, FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import { BOT_LIMITS } from '#shared/domain/bot/limits.ts';
import { flowProblems, hasErrors } from '#shared/domain/bot/problems.ts';
import { labelKey } from '#shared/domain/labels.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandOutcome } from '../api.ts';
import type { Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';

export function saveFlow(
  unit: Unit,
  { flowId, baseVersion, flow }: CommandParams<'bot.save'>,
  caller: Agent,
): CommandOutcome<'bot.save'> {
  const { tx } = unit;
  const all = tx.bot.flows();
  const current = all.find(({ id }) => id === flowId) ?? null;
  if (flowId !== null && current === null) return notFound();
  if (current !== null && current.version !== baseVersion) {
    return fail('moved-on', 'Somebody else has saved this flow meanwhile.', { saved: current });
  }
  if (current === null && all.length >= BOT_LIMITS.flows) {
    return fail('too-many', `There are ${BOT_LIMITS.flows} flows already; remove one first.`);
  }
  const isTaken = all.some(
    ({ id, flow: { name } }) => id !== flowId && labelKey(name) === labelKey(flow.name),
  );
  if (isTaken) return fail('name-taken', `There is already a flow called ${flow.name}.`);
  const refusal = notValid(tx, flow);
  if (refusal !== null) return refusal;
  const isSame = JSON.stringify(current?.flow) === JSON.stringify(flow);
  if (current !== null && isSame) return ok({ saved: current });
  return ok({ saved: put(unit, current?.id ?? newId(all), flow, caller) });
}

export function restoreFlow(
  unit: Unit,
  { flowId, version }: CommandParams<'bot.restore'>,
  caller: Agent,
): CommandOutcome<'bot.restore'> {
  const earlier = unit.tx.bot.version(flowId, version);
  const current = unit.tx.bot.newest(flowId);
  if (earlier === null || current === null) return notFound();
  if (current.version === version) return ok({ saved: current });
  const refusal = notValid(unit.tx, earlier.flow);
  if (refusal !== null) return refusal;
  return ok({ saved: put(unit, flowId, earlier.flow, caller, version) });
}

/** Why a flow cannot talk to customers; null: it can. */
export function notValid(read: Reads, flow: Flow) {
  const problems = flowProblems(flow, {
    tagIds: read.labels.get().tags.map(({ id }) => id),
    agentIds: read.agents.all().flatMap(({ id, isDeactivated }) => (isDeactivated ? [] : [id])),
  });
  const missing = flow.steps.find(
    (step) =>
      step.kind === 'message' &&
      step.media?.hash != null &&
      read.uploads.get(step.media.hash) === null,
  );
  if (missing !== undefined) {
    problems.push({ stepId: missing.id, field: 'media', code: 'media-missing' });
  }
  if (!hasErrors(problems)) return null;
  return fail('not-valid', 'This flow cannot work yet: see the marked steps.', { problems });
}

function put(
  { tx, record }: Unit,
  flowId: FlowId,
  flow: Flow,
  caller: Agent,
  restoredFrom?: number,
): SavedFlow {
  const version = (tx.bot.newest(flowId)?.version ?? 0) + 1;
  const restored = restoredFrom === undefined ? {} : { restoredFrom };
  record({ kind: 'bot.flow-saved', flowId, version, flow, ...restored }, caller.id);
  const saved = tx.bot.newest(flowId);
  invariant(saved !== null, 'what was saved a moment ago is there');
  return saved;
}

function newId(all: readonly SavedFlow[]): FlowId {
  return (Math.max(0, ...all.map(({ id }) => id)) + 1) as FlowId;
}

function notFound() {
  return fail('not-found', 'There is no such flow, or no such version of it (any more).');
}
