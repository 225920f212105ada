import type { FlowId } from '#shared/domain/bot/flow.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Right } from '#shared/domain/rights.ts';

export const reportViews = [
  'today',
  'summary',
  'people',
  'times',
  'week',
  'outcomes',
  'topics',
  'satisfaction',
] as const;
export type ReportView = (typeof reportViews)[number];

/** Where in the app a person is; what the address bar says. */
export type Place =
  | {
      readonly name: 'inbox';
      readonly conversationId: ConversationId | null;
      /** The message to show, for what a search found. */
      readonly messageId: MessageId | null;
    }
  | { readonly name: 'team' }
  /** `agentId`: whose figures are looked at; null: everybody's. */
  | { readonly name: 'reports'; readonly view: ReportView; readonly agentId: AgentId | null }
  | { readonly name: 'number' }
  /** `flow`: the one that is edited, `new` before it is saved; null: all of them. */
  | { readonly name: 'chatbot'; readonly flow: FlowId | 'new' | null }
  /** `rule`: the one that is edited, `new` before it is saved; null: all of them. */
  | { readonly name: 'automation'; readonly rule: RuleId | 'new' | null }
  /** `page` null: the first one. */
  | { readonly name: 'settings'; readonly page: string | null };

export const INBOX: Place = { name: 'inbox', conversationId: null, messageId: null };
export const SETTINGS: Place = { name: 'settings', page: null };

/** Whether it belongs to the admin's part, which has a window of its own on the desktop. */
export function isOfSettings({ name }: Place): boolean {
  return name !== 'inbox' && name !== 'reports';
}

/** What somebody needs to be shown it; null: nothing, it is everybody's. */
export function rightFor({ name }: Place): Right | null {
  switch (name) {
    case 'inbox':
    case 'reports':
    case 'team':
      return null;
    case 'number':
      return 'manage-number';
    default:
      return 'change-settings';
  }
}

export function conversationPlace(id: ConversationId, messageId: MessageId | null = null): Place {
  return { name: 'inbox', conversationId: id, messageId };
}

/** Anything that is no place of ours is the inbox. */
export function parsePlace(hash: string): Place {
  const [name, conversation, message] = hash.replace(/^#\/?/, '').split('/');
  if (name === 'chatbot') {
    return { name, flow: conversation === 'new' ? 'new' : (rowId(conversation) as FlowId | null) };
  }
  if (name === 'automation') {
    return { name, rule: conversation === 'new' ? 'new' : (rowId(conversation) as RuleId | null) };
  }
  if (name === 'reports') {
    const view = reportViews.find((each) => each === conversation) ?? 'today';
    return { name, view, agentId: rowId(message) as AgentId | null };
  }
  if (name === 'team' || name === 'number') return { name };
  if (name === 'settings') {
    return {
      name,
      page: /^[a-z-]{1,30}$/.test(conversation ?? '') ? (conversation ?? null) : null,
    };
  }
  return {
    name: 'inbox',
    conversationId: rowId(conversation) as ConversationId | null,
    messageId: rowId(message) as MessageId | null,
  };
}

export function formatPlace(place: Place): string {
  if (place.name === 'chatbot') return `#/chatbot${place.flow === null ? '' : `/${place.flow}`}`;
  if (place.name === 'automation') {
    return `#/automation${place.rule === null ? '' : `/${place.rule}`}`;
  }
  if (place.name === 'settings') {
    return place.page === null ? '#/settings' : `#/settings/${place.page}`;
  }
  if (place.name === 'reports') {
    return `#/reports/${place.view}${place.agentId === null ? '' : `/${place.agentId}`}`;
  }
  if (place.name !== 'inbox') return `#/${place.name}`;
  if (place.conversationId === null) return '#/inbox';
  const message = place.messageId === null ? '' : `/${place.messageId}`;
  return `#/inbox/${place.conversationId}${message}`;
}

function rowId(text: string | undefined): number | null {
  return text && /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
}
