import { dateTime, phoneNumber } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Colleagues } from '#renderer/parts/author-name.ts';
import { deviceName } from '#renderer/parts/device-name.ts';
import { handlingText } from '#renderer/parts/handling/handling-text.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { AuditFact } from '#shared/domain/audit/audit.ts';
import type { ComputerFact } from '#shared/domain/computer.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Labels } from '#shared/domain/labels.ts';
import { isSettingName } from '#shared/domain/settings.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { valueText } from '../setting-text.ts';
import { hostEventText } from '../../number/host-event-text.ts';

const { line } = t.audit;

/** Whom sentences name. */
export interface AuditPeople {
  find(id: AgentId | null): Agent | null;
}

export type AuditLine = Pick<JournalEntry, 'seq' | 'at' | 'by'> & { readonly fact: AuditFact };

/** What happened, as one sentence without a full stop. Everybody by name, the reader too. */
export function auditText(
  { at, by, fact }: AuditLine,
  people: AuditPeople,
  labels: Labels,
): string {
  const who = by === null ? line.host : nameOf(by, people);
  switch (fact.kind) {
    case 'session.started':
      return withAddress(line.signedIn(who), fact.address);
    case 'session.ended':
      if (fact.why === 'shift-over') return line.shiftOver(who);
      return fact.why === undefined
        ? line.signedOut(who)
        : line.signedInElsewhere(who, deviceName(fact.device ?? ''));
    case 'sign-in.refused':
      return refusedText(fact);
    case 'sign-in.locked': {
      const text = line.locked[fact.what](fact.name, dateTime(fact.until));
      return withAddress(text, fact.address);
    }
    case 'sign-in.unlocked':
      return by === null
        ? withAddress(line.unlocked[fact.what](fact.name), fact.address)
        : line.unlockedBy(who, fact.name);
    case 'agent.added':
      return line.agentAdded(who, fact.agent.name, line.roles[fact.agent.role]);
    case 'agent.changed':
      return agentText(who, fact.before, fact.agent);
    case 'agent.password-reset':
      return fact.onHost
        ? line.passwordResetOnHost(nameOf(fact.agentId, people))
        : line.passwordReset(who, nameOf(fact.agentId, people));
    case 'agent.password-changed':
      return line.passwordChanged(who, fact.count);
    case 'agent.sessions-ended':
      return line.sessionsEnded(who, nameOf(fact.agentId, people), fact.count);
    case 'agent.second-factor-changed':
      return secondStepText(who, by, fact, nameOf(fact.agentId, people));
    case 'agent.recovery-code-used':
      return line.recoveryCodeUsed(who, fact.left);
    case 'settings.changed':
      return settingText(who, fact.name, fact.before, fact.after);
    case 'logo.changed':
      return fact.after === null ? line.logoRemoved(who) : line.logoChosen(who);
    case 'message.deleted': {
      const { type } = fact.deletion.by;
      if (type === 'contact') return line.messageDeletedByContact;
      if (type === 'phone') return line.messageDeletedOnPhone;
      return line.messageDeleted(type === 'agent' ? nameOf(fact.deletion.by.agentId, people) : who);
    }
    case 'contact.renamed':
      return line.renamed(who, fact.name);
    case 'contact.block-changed':
      if (by === null) return fact.isBlocked ? line.seenBlocked : line.seenUnblocked;
      return fact.isBlocked ? line.blocked(who) : line.unblocked(who);
    case 'contact.merged':
      return fact.why === 'by-hand' ? line.merged(who) : line.mergedBySelf;
    case 'contact.unmerged':
      return line.unmerged(who);
    case 'computer.code-made':
    case 'computer.pairing-tried':
    case 'computer.paired':
    case 'computer.renamed':
    case 'computer.revoked':
    case 'computer.restored':
      return computerText(who, fact);
    case 'deskline.started': {
      const text = line.started[fact.after];
      return fact.after !== 'crash' || fact.lastAt === null
        ? text
        : line.lastSeen(text, dateTime(fact.lastAt));
    }
    case 'deskline.stopped':
      return line.stopped;
    case 'backup.made':
      return by === null ? line.backup[fact.backup.kind] : line.backupBy(who);
    case 'host.clock-set':
    case 'host.clock-judged':
    case 'host.slept':
    case 'host.restored':
    case 'host.backup-failed':
      return hostEventText(fact).title.replace(/\.$/, '');
    case 'number.state-changed':
      return line.numberState(stateText(fact.state));
    case 'number.order-given':
      return line.order[fact.order]?.(who) ?? line.otherOrder(who, fact.order);
    case 'coverage.number-linked':
      return line.numberLinked(phoneNumber(fact.phone));
    case 'file.exported':
      return line.exported[fact.file](who, fact.name);
    case 'file.imported':
      return line.imported[fact.file](who, fact.name);
    case 'file.import-undone':
      return line.importUndone(who, fact.changes);
    case 'journal.verified':
      return fact.brokenAt === null ? line.verified(who) : line.verifiedBroken(who, fact.brokenAt);
    case 'journal.erased':
      return line.erased(who, fact.entries.length);
    case 'conversation.claimed':
    case 'conversation.transferred':
    case 'conversation.taken-over':
    case 'conversation.requested':
    case 'conversation.request-ended':
    case 'conversation.snoozed':
    case 'conversation.woken':
    case 'conversation.closed':
    case 'conversation.undone':
      return handlingText({ fact, by, at, seq: 0 as never }, byName(people), labels);
    default:
      return officeText(fact, who, people, labels);
  }
}

type OfficeFact = Extract<
  AuditFact,
  {
    kind:
      | `tag.${string}`
      | `outcome.${string}`
      | `quick-reply.${string}`
      | `contact-field.${string}`
      | `snooze-presets.${string}`
      | `survey.${string}`
      | `own-status.${string}`
      | `hours.${string}`
      | `bot.${string}`
      | `rule.${string}`;
  }
>;

/** What an office chose that has pages of its own. */
function officeText(fact: OfficeFact, who: string, people: AuditPeople, labels: Labels): string {
  switch (fact.kind) {
    case 'tag.saved':
      return fact.before === null
        ? line.tagAdded(who, fact.tag.name)
        : line.tagSaved(who, fact.tag.name);
    case 'tag.removed':
      return line.tagRemoved(who, fact.tag.name);
    case 'outcome.removed':
      return line.outcomeRemoved(who, fact.outcome.name);
    case 'outcome.saved':
      return fact.before === null
        ? line.outcomeAdded(who, fact.outcome.name)
        : line.outcomeSaved(who, fact.outcome.name);
    case 'quick-reply.saved':
      return fact.before === null
        ? line.quickReplyAdded(who, fact.quickReply.shortcut)
        : line.quickReplySaved(who, fact.quickReply.shortcut);
    case 'quick-reply.removed':
      return line.quickReplyRemoved(who, fact.before?.shortcut ?? null);
    case 'contact-field.saved':
      return fact.before === null
        ? line.fieldAdded(who, fact.field.name)
        : line.fieldSaved(who, fact.field.name);
    case 'contact-field.removed':
      return line.fieldRemoved(who, fact.field.name);
    case 'contact-field.ordered':
      return line.fieldsOrdered(who);
    case 'own-status.saved':
      return ownStatusText(who, fact);
    case 'own-status.removed':
      return line.ownStatusRemoved(who, fact.ownStatus.name);
    case 'snooze-presets.changed':
      return line.snoozePresets(who);
    case 'survey.texts-changed':
      return line.surveyTexts(who);
    case 'hours.office-changed':
      return line.officeHours(who);
    case 'hours.own-changed': {
      const { owner } = fact;
      const tag = labels.tags.find(({ id }) => id === owner.id)?.name ?? line.unknownTag;
      const of = owner.kind === 'tag' ? line.ofTag(tag) : nameOf(owner.id, people);
      return fact.after === null ? line.ownHoursGone(who, of) : line.ownHours(who, of);
    }
    case 'hours.overridden': {
      const { after } = fact;
      if (after === null) return line.hoursCount(who);
      const until = dateTime(after.until);
      return after.isOpen ? line.openedByHand(who, until) : line.closedByHand(who, until);
    }
    case 'bot.flow-saved':
      return line.flowSaved(who, fact.flow.name, fact.version);
    case 'bot.flow-removed':
      return line.flowRemoved(who, fact.name);
    case 'bot.cover-changed':
      return line.coverChanged(who);
    case 'rule.saved':
      return fact.before === null
        ? line.ruleAdded(who, fact.rule.name)
        : line.ruleSaved(who, fact.rule.name);
    case 'rule.removed':
      return line.ruleRemoved(who, fact.before.name);
    case 'rule.ordered':
      return line.rulesOrdered(who);
  }
}

function ownStatusText(
  who: string,
  { before, ownStatus }: Extract<AuditFact, { kind: 'own-status.saved' }>,
): string {
  const { name, isRetired } = ownStatus;
  if (before === null) return line.ownStatusAdded(who, name);
  if (isRetired && !before.isRetired) return line.ownStatusRetired(who, name);
  return line.ownStatusSaved(who, name);
}

function refusedText(fact: Extract<AuditFact, { kind: 'sign-in.refused' }>): string {
  const { name, address, why, count = 1 } = fact;
  if (name === '') return withAddress(line.times(line.manyRefused, count), address);
  const text = refusedFor[why ?? 'wrong'](name);
  return withAddress(line.times(text, count), address);
}

const refusedFor = {
  wrong: line.wrongPassword,
  'wrong-code': line.wrongCode,
  deactivated: line.deactivatedTried,
};

function computerText(who: string, fact: ComputerFact): string {
  switch (fact.kind) {
    case 'computer.code-made':
      return line.computerCode(who);
    case 'computer.pairing-tried':
      return withAddress(line.computerTried(fact.left), fact.address);
    case 'computer.paired':
      return withAddress(line.computerPaired(who, fact.name), fact.address);
    case 'computer.renamed':
      return line.computerRenamed(who, fact.before, fact.name);
    case 'computer.revoked':
      return line.computerRevoked(who, fact.name, fact.count);
    case 'computer.restored':
      return line.computerRestored(who, fact.name);
  }
}

function secondStepText(
  who: string,
  by: AgentId | null,
  { agentId, change }: Extract<AuditFact, { kind: 'agent.second-factor-changed' }>,
  name: string,
): string {
  if (change === 'on') return line.secondStepOn(who);
  if (change === 'new-codes') return line.newRecoveryCodes(who);
  if (by === null) return line.secondStepOffOnHost(name);
  return by === agentId ? line.secondStepOff(who) : line.secondStepOffFor(who, name);
}

function agentText(who: string, before: Agent, after: Agent): string {
  const { name } = after;
  if (before.isDeactivated !== after.isDeactivated) {
    return after.isDeactivated ? line.deactivated(who, name) : line.reactivated(who, name);
  }
  if (before.name !== name) return line.agentRenamed(who, before.name, name);
  if (before.role !== after.role) return line.roleChanged(who, name, line.roles[after.role]);
  if (before.capacity !== after.capacity) {
    const text = (chats: number | null) => (chats === null ? line.officeDefault : String(chats));
    return line.capacityChanged(who, name, text(before.capacity ?? null), text(after.capacity));
  }
  return line.skillsChanged(who, name);
}

function settingText(who: string, name: string, before: SettingValue, after: SettingValue): string {
  const { label, value } = settingWords(name);
  return line.setting(who, label, value(before), value(after));
}

/** One of an older or newer version is called as it is stored. */
export function settingWords(name: string): {
  readonly label: string;
  readonly value: (value: SettingValue) => string;
} {
  const known: SettingName | null = isSettingName(name) ? name : null;
  const shown = (text: string) => (text === '' ? line.empty : text);
  return known === null
    ? { label: line.unknownSetting(name), value: (value) => shown(String(value)) }
    : {
        label: `“${t.settings.items[known].label}”`,
        value: (value) => shown(valueText(known, value)),
      };
}

function stateText(state: string): string {
  const states: Readonly<Record<string, { readonly title: string } | undefined>> = t.number.state;
  return states[state]?.title ?? state;
}

function withAddress(sentence: string, address: string | undefined): string {
  return address === undefined || address === '' ? sentence : line.from(sentence, address);
}

export function nameOf(id: AgentId, people: AuditPeople): string {
  return people.find(id)?.name ?? line.somebody;
}

/** The log says the same to everybody who reads it. */
function byName(people: AuditPeople): Colleagues {
  return { find: (id) => people.find(id), isMe: () => false };
}
