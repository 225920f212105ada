import type { Agent } from '#shared/domain/agent.ts';
import { botTimes } from '#shared/domain/bot/cover.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { FactKind, JournalEntry } from '#shared/domain/journal.ts';
import { isSettingName, settingsFrom } from '#shared/domain/settings.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { problemOfAll } from '#shared/domain/settings-together.ts';
import { invariant } from '#shared/util/assert.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { removeFlow } from '../bot/bot-commands.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';
import { entriesOfImports, isAsImported, isImportedFact } from './imported-changes.ts';
import { isSameThing, thingOf } from './imported-changes.ts';
import type { ImportedFact, Thing } from './imported-changes.ts';

/** Long after the message that offers it is gone. */
const UNDO_MS = 3_600_000;

/** Whatever may change or use what an import brought. */
const sinceKinds: readonly FactKind[] = [
  'settings.changed',
  'logo.changed',
  'tag.saved',
  'tag.removed',
  'outcome.saved',
  'outcome.removed',
  'own-status.saved',
  'own-status.removed',
  'contact-field.saved',
  'contact-field.removed',
  'quick-reply.saved',
  'quick-reply.removed',
  'snooze-presets.changed',
  'survey.texts-changed',
  'hours.office-changed',
  'hours.own-changed',
  'rule.saved',
  'rule.removed',
  'bot.flow-saved',
  'bot.flow-removed',
  'agent.added',
  'agent.changed',
  'conversation.tagged',
  'conversation.transferred',
  'conversation.closed',
  'file.import-undone',
];

/** An import as a whole is as if it had not been: all of it or nothing. */
export function undoImportHandler(
  ledger: Ledger,
  clock: Clock,
): CommandHandler<'settings.undo-import'> {
  return ({ imports }, caller) =>
    ledger.write((unit) => {
      const { tx } = unit;
      const entries = entriesOfImports(tx, imports);
      const [oldest] = entries ?? [];
      if (entries === null || oldest === undefined) {
        return fail('not-found', 'There is no such import of settings.');
      }
      const since = entriesSince(tx, entries, imports);
      const done = undoneBefore(since, imports);
      if (done !== null) return ok({ changes: done });
      if (clock.now() - oldest.at > UNDO_MS) {
        return fail('too-late', 'An import can be taken back within an hour.');
      }
      const facts = entries.flatMap(({ fact }) => (isImportedFact(fact) ? [fact] : []));
      const changed = [
        ...facts.filter((fact) => !isAsImported(tx, fact)).map(named),
        ...contrary(tx, facts),
      ];
      if (changed.length > 0) {
        const byId = since.findLast(({ fact }) =>
          changed.some((thing) => isSameThing(thingOf(fact), thing)),
        )?.by;
        const message = 'Somebody has changed some of it since: nothing was taken back.';
        return fail('changed', message, { things: changed, byId: byId ?? null });
      }
      const used = facts.filter((fact) => isUsed(tx, fact, since)).map(named);
      if (used.length > 0) {
        const message = 'Some of what the import brought is used by now: nothing was taken back.';
        return fail('in-use', message, { things: used });
      }
      for (const fact of facts.toReversed()) takeBack(unit, fact, caller);
      const changes = facts.length;
      unit.record({ kind: 'file.import-undone', imports: [...imports], changes }, caller.id);
      return ok({ changes });
    });
}

function named(fact: ImportedFact): Thing {
  const thing = thingOf(fact);
  invariant(thing !== null, 'what an import changes has a name');
  return thing;
}

/** What else happened since the first of them began. */
function entriesSince(
  { journal }: Reads,
  entries: readonly JournalEntry[],
  imports: readonly Seq[],
): readonly JournalEntry[] {
  const own = new Set<Seq>([...imports, ...entries.map(({ seq }) => seq)]);
  const from = entries[0]?.seq ?? journal.head();
  return journal.ofKinds(sinceKinds, from, journal.head()).filter(({ seq }) => !own.has(seq));
}

/** Asked again, as the answer was lost. Null: it was not. */
function undoneBefore(since: readonly JournalEntry[], imports: readonly Seq[]): number | null {
  for (const { fact } of since) {
    const isIt =
      fact.kind === 'file.import-undone' && imports.every((each) => fact.imports.includes(each));
    if (isIt) return fact.changes;
  }
  return null;
}

/** A setting that does not go with one that somebody else has chosen since. */
function contrary(tx: Reads, facts: readonly ImportedFact[]): readonly Thing[] {
  const before: Partial<Record<SettingName, SettingValue>> = {};
  for (const fact of facts) {
    if (fact.kind === 'settings.changed' && isSettingName(fact.name))
      before[fact.name] = fact.before;
  }
  const name = problemOfAll(settingsFrom(tx.settings.all()), before);
  return name === null ? [] : [{ what: 'setting', id: name, name }];
}

/** Whether something goes by what the import brought: it would point to nothing. */
function isUsed(tx: Reads, fact: ImportedFact, since: readonly JournalEntry[]): boolean {
  if ('before' in fact && fact.before !== null) return false;
  switch (fact.kind) {
    case 'tag.saved':
      return since.some((entry) => namesTag(entry.fact, fact.tag.id));
    case 'outcome.saved':
      return since.some((entry) => hasProperty(entry.fact, 'outcomeId', fact.outcome.id));
    case 'own-status.saved':
      return tx.presence.all().some(({ own }) => own?.id === fact.ownStatus.id);
    case 'bot.flow-saved': {
      const cover = tx.bot.cover();
      const isNew = fact.version === 1;
      return (
        isNew && botTimes.some((time) => cover[time].isOn && cover[time].flowId === fact.flowId)
      );
    }
    default:
      return false;
  }
}

function namesTag(fact: JournalEntry['fact'], tagId: number): boolean {
  if (fact.kind === 'agent.added' || fact.kind === 'agent.changed') {
    return fact.agent.skills?.some((skill) => skill === tagId) ?? false;
  }
  if (fact.kind === 'hours.own-changed')
    return fact.owner.kind === 'tag' && fact.owner.id === tagId;
  return hasProperty(fact, 'tagId', tagId);
}

function hasProperty(value: unknown, name: string, wanted: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, part]) => (key === name && part === wanted) || hasProperty(part, name, wanted),
  );
}

/** The same, the other way round. */
function takeBack(unit: Unit, fact: ImportedFact, caller: Agent): void {
  const { tx } = unit;
  const record = (next: Parameters<Unit['record']>[0]) => unit.record(next, caller.id);
  switch (fact.kind) {
    case 'settings.changed':
      return record({ ...fact, before: fact.after, after: fact.before });
    case 'survey.texts-changed':
      return record({ ...fact, before: fact.after, after: fact.before });
    case 'logo.changed':
      return record({ ...fact, before: fact.after, after: fact.before });
    case 'snooze-presets.changed':
      return record({ ...fact, before: fact.after, after: fact.before });
    case 'hours.office-changed':
      return record({ ...fact, before: fact.after, after: fact.before });
    case 'tag.saved': {
      const { tag, before = null } = fact;
      return before === null
        ? record({ kind: 'tag.removed', tag })
        : record({ kind: 'tag.saved', tag: before, before: tag });
    }
    case 'outcome.saved': {
      const { outcome, before = null } = fact;
      return before === null
        ? record({ kind: 'outcome.removed', outcome })
        : record({ kind: 'outcome.saved', outcome: before, before: outcome });
    }
    case 'own-status.saved': {
      const { ownStatus, before } = fact;
      return before === null
        ? record({ kind: 'own-status.removed', ownStatus })
        : record({ kind: 'own-status.saved', ownStatus: before, before: ownStatus });
    }
    case 'contact-field.saved': {
      const { field, before } = fact;
      return before === null
        ? record({ kind: 'contact-field.removed', field })
        : record({ kind: 'contact-field.saved', field: before, before: field });
    }
    case 'quick-reply.saved': {
      const { quickReply, before = null } = fact;
      return before === null
        ? record({ kind: 'quick-reply.removed', quickReplyId: quickReply.id, before: quickReply })
        : record({ kind: 'quick-reply.saved', quickReply: before, before: quickReply });
    }
    case 'rule.saved': {
      const { ruleId, rule, before } = fact;
      const version = fact.version + 1;
      return before === null
        ? record({ kind: 'rule.removed', ruleId, before: rule })
        : record({ kind: 'rule.saved', ruleId, version, before: rule, rule: before });
    }
    case 'bot.flow-saved': {
      const { flowId, version } = fact;
      const earlier = tx.bot.version(flowId, version - 1);
      if (earlier === null) return void removeFlow(unit, flowId, caller);
      const again = { version: version + 1, flow: earlier.flow, restoredFrom: earlier.version };
      return record({ kind: 'bot.flow-saved', flowId, ...again });
    }
  }
}
