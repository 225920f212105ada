import { exactTime } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import { nameOf, settingWords } from './audit-text.ts';
import type { AuditLine, AuditPeople } from './audit-text.ts';

const { details } = t.audit;
/** A flow of fifty steps has hundreds of places that may differ. */
const MOST_CHANGES = 30;

/** What a file has in columns of its own. */
const IN_COLUMNS: ReadonlySet<string> = new Set([details.when, details.who, details.entry]);

export interface Detail {
  readonly name: string;
  readonly value: string;
}

/** What else is known of a line: when, by whom, from where, and each thing with old and new value. */
export function detailsOf(entry: AuditLine, people: AuditPeople): readonly Detail[] {
  const { at, by, seq, fact } = entry;
  return [
    { name: details.when, value: exactTime(at) },
    ...(by === null ? [] : [{ name: details.who, value: nameOf(by, people) }]),
    ...('address' in fact && fact.address ? [{ name: details.address, value: fact.address }] : []),
    ...('device' in fact && fact.device ? [{ name: details.device, value: fact.device }] : []),
    ...('backup' in fact ? [{ name: details.file, value: fact.backup.name }] : []),
    ...('detail' in fact && fact.detail ? [{ name: details.detail, value: fact.detail }] : []),
    ...('reason' in fact ? [{ name: details.reason, value: fact.reason }] : []),
    ...changesIn(entry),
    { name: details.entry, value: String(seq) },
  ];
}

/** In one line, for a file. */
export function detailLine(entry: AuditLine, people: AuditPeople): string {
  return detailsOf(entry, people)
    .filter(({ name }) => !IN_COLUMNS.has(name))
    .map(({ name, value }) => `${name}: ${value}`)
    .join('; ');
}

function changesIn({ fact }: AuditLine): readonly Detail[] {
  if (fact.kind === 'settings.changed') {
    const { value } = settingWords(fact.name);
    return [
      { name: details.before, value: value(fact.before) },
      { name: details.after, value: value(fact.after) },
    ];
  }
  if (fact.kind === 'logo.changed') {
    const shown = (logo: typeof fact.after) =>
      logo === null ? details.nothing : details.pixels(logo.width, logo.height);
    return [
      { name: details.before, value: shown(fact.before) },
      { name: details.after, value: shown(fact.after) },
    ];
  }
  const pair = beforeAndAfter(fact);
  if (pair === null) return [];
  const changes = differences(pair.before, pair.after);
  const shown = changes.slice(0, MOST_CHANGES);
  const rest = changes.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [{ name: details.what, value: details.moreChanges(rest) }] : []),
  ];
}

/** What something was and is; null: an entry has no such thing. */
function beforeAndAfter(fact: AuditLine['fact']): { before: unknown; after: unknown } | null {
  switch (fact.kind) {
    case 'agent.changed':
      return { before: fact.before, after: fact.agent };
    case 'tag.saved':
      return { before: fact.before, after: fact.tag };
    case 'tag.removed':
      return { before: fact.tag, after: undefined };
    case 'outcome.removed':
      return { before: fact.outcome, after: undefined };
    case 'outcome.saved':
      return { before: fact.before, after: fact.outcome };
    case 'quick-reply.saved':
      return { before: fact.before, after: fact.quickReply };
    case 'quick-reply.removed':
      return { before: fact.before, after: undefined };
    case 'own-status.saved':
      return { before: fact.before, after: fact.ownStatus };
    case 'own-status.removed':
      return { before: fact.ownStatus, after: undefined };
    case 'contact-field.saved':
      return { before: fact.before, after: fact.field };
    case 'rule.saved':
      return { before: fact.before, after: fact.rule };
    case 'rule.removed':
      return { before: fact.before, after: undefined };
    case 'hours.office-changed':
    case 'hours.own-changed':
    case 'bot.cover-changed':
    case 'snooze-presets.changed':
    case 'survey.texts-changed':
      return { before: fact.before, after: fact.after };
    default:
      return null;
  }
}

/** Each place at which two values differ, with what was there and what is. */
export function differences(before: unknown, after: unknown, path = ''): readonly Detail[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isTree(before) || isTree(after)) {
    const [one, other] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(one[key], other[key], path === '' ? key : `${path} › ${key}`),
    );
  }
  const value = `${leafText(before)} → ${leafText(after)}`;
  return [{ name: path === '' ? details.what : path, value }];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function leafText(value: unknown): string {
  if (value === undefined || value === null || value === '') return details.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
