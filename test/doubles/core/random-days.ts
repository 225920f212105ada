import fc from 'fast-check';
import { Ledger } from '#main/core/journal/ledger.ts';
import type { Screen } from '#main/core/api.ts';
import type { MessageAction } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { OwnStatusId, WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { Content } from '#shared/domain/message.ts';
import { agentStatusSchema } from '#shared/domain/presence.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import { switchBot } from '#test/doubles/bot/switch-bot.ts';
import type { BotSwitch } from '#test/doubles/bot/switch-bot.ts';
import { busyRules, switchRule } from '#test/doubles/rules/switch-rule.ts';
import type { RuleSwitch } from '#test/doubles/rules/switch-rule.ts';
import { otherContents } from '#test/doubles/contents.ts';
import type { Office } from '#test/doubles/core/office.ts';
import { incoming, pendingImage } from '#test/doubles/gateway/incoming.ts';
import { everyDay, own } from '#test/doubles/hours/plans.ts';

type OfficesOwn = { readonly ownStatusId: OwnStatusId };

/** What can happen in an office in a few days. */
export type Step =
  | {
      readonly do: 'writes' | 'picture' | 'phone' | 'lid' | 'stranger' | 'link' | 'other';
      readonly from: number;
      readonly what: Content;
    }
  | { readonly do: 'merge' | 'unmerge' | 'rename'; readonly chat: number; readonly with: number }
  | {
      readonly do: 'reply' | 'claim' | 'close' | 'read';
      readonly chat: number;
      readonly who: number;
    }
  | {
      readonly do: 'again' | 'was sent' | 'cancel' | 'refuse' | 'doubt' | 'strangers';
      readonly chat: number;
      readonly value: number;
    }
  | { readonly do: 'readable'; readonly chat: number }
  | { readonly do: 'rates'; readonly customer: number; readonly score: number }
  | { readonly do: 'minute' }
  | { readonly do: 'setting'; readonly value: number }
  | { readonly do: 'field' | 'fills in'; readonly nth: number; readonly how: number }
  | { readonly do: 'manages'; readonly whom: number; readonly how: number }
  | { readonly do: 'hours' | 'own hours' | 'override'; readonly which: number }
  | { readonly do: 'bot'; readonly how: BotSwitch }
  | { readonly do: 'rule'; readonly rule: number; readonly how: RuleSwitch }
  | { readonly do: 'here' | 'gone' | 'alone' | 'used'; readonly who: number }
  | { readonly do: 'chooses'; readonly who: number; readonly status: AgentStatus | OfficesOwn }
  | { readonly do: 'own status'; readonly nth: number; readonly how: number }
  | {
      readonly do: 'reacted' | 'edited' | 'deleted' | 'voted';
      readonly chat: number;
      readonly message: number;
      readonly by: 'contact' | 'us';
      readonly text: string;
    }
  | { readonly do: 'ack'; readonly chat: number; readonly state: 'sent' | 'delivered' | 'read' };

export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('writes', 'picture', 'phone', 'lid', 'stranger', 'link', 'other'),
    from: fc.nat(3),
    what: fc.constantFrom<Content>({ kind: 'waiting' }, ...otherContents),
  }),
  fc.record({ do: fc.constant('readable'), chat: fc.nat(3) }),
  fc.record({ do: fc.constant('rates'), customer: fc.nat(3), score: fc.nat(4) }),
  fc.record({ do: fc.constant('minute') }),
  fc.record({
    do: fc.constantFrom('merge', 'unmerge', 'rename'),
    chat: fc.nat(5),
    with: fc.nat(5),
  }),
  fc.record({
    do: fc.constantFrom('reply', 'claim', 'close', 'read'),
    chat: fc.nat(3),
    who: fc.nat(2),
  }),
  fc.record({ do: fc.constant('setting'), value: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('field', 'fills in'), nth: fc.nat(2), how: fc.nat(4) }),
  fc.record({ do: fc.constant('own status'), nth: fc.nat(1), how: fc.nat(3) }),
  fc.record({ do: fc.constant('manages'), whom: fc.nat(2), how: fc.nat(4) }),
  fc.record({ do: fc.constantFrom('hours', 'own hours', 'override'), which: fc.nat(3) }),
  fc.record({
    do: fc.constant('rule'),
    rule: fc.nat(busyRules.length - 1),
    how: fc.constantFrom<RuleSwitch>('on', 'on', 'off', 'remove', 'first'),
  }),
  fc.record({
    do: fc.constant('bot'),
    how: fc.constantFrom<BotSwitch>('off', 'open', 'always', 'new version', 'remove'),
  }),
  fc.record({ do: fc.constantFrom('here', 'gone', 'alone', 'used'), who: fc.nat(2) }),
  fc.record({
    do: fc.constant('chooses'),
    who: fc.nat(2),
    status: fc.constantFrom<AgentStatus | OfficesOwn>(
      ...agentStatusSchema.options,
      { ownStatusId: 1 as OwnStatusId },
      { ownStatusId: 2 as OwnStatusId },
    ),
  }),
  fc.record({
    do: fc.constantFrom('again', 'was sent', 'cancel', 'refuse', 'doubt', 'strangers'),
    chat: fc.nat(3),
    value: fc.nat(1),
  }),
  fc.record({
    do: fc.constantFrom('reacted', 'edited', 'deleted', 'voted'),
    chat: fc.nat(3),
    message: fc.nat(9),
    by: fc.constantFrom('contact', 'us'),
    text: fc.constantFrom('👍', '❤️', ''),
  }),
  fc.record({
    do: fc.constant('ack'),
    chat: fc.nat(3),
    state: fc.constantFrom('sent', 'delivered', 'read'),
  }),
);

type PresenceStep = Extract<Step, { do: 'here' | 'gone' | 'alone' | 'used' | 'chooses' }>;

const isPresence = (each: Step): each is PresenceStep =>
  ['here', 'gone', 'alone', 'used', 'chooses'].includes(each.do);

async function comeOrGo(
  office: Office,
  agent: Agent,
  screens: Screen[],
  each: PresenceStep,
): Promise<void> {
  const { presence, handlers } = office.core;
  const own = screens.find(({ agentId }) => agentId === agent.id);
  if (each.do === 'here') screens.push(presence.connected(agent.id, 'session'));
  else if (each.do === 'chooses') await handlers['presence.set'](each, agent, own);
  else if (own === undefined) return;
  else if (each.do === 'gone') {
    screens.splice(screens.indexOf(own), 1);
    own.release();
    await office.clock.advance(100_000);
  } else await handlers['presence.idle']({ isIdle: each.do === 'alone' }, agent, own);
  await office.settled();
}

async function act(
  office: Office,
  agents: readonly Agent[],
  each: Exclude<Step, PresenceStep>,
): Promise<void> {
  if ('from' in each) {
    const phone = `4915100000${each.from}@c.us` as WaAddress;
    const lid = `8800000${each.from}@lid` as WaAddress;
    // Strangers are known by one address alone until a link between two becomes known.
    const other = `8811111${each.from}@lid` as WaAddress;
    const next = `4915100000${(each.from + 1) % 4}@c.us` as WaAddress;
    const contact =
      each.do === 'stranger'
        ? { address: other, addresses: [other], phone: null }
        : each.do === 'link'
          ? { address: other, addresses: [other, next], phone: `+${next.split('@')[0]}` }
          : { address: each.do === 'lid' ? lid : phone, addresses: [phone, lid] };
    const what = each.do === 'picture' ? pendingImage : each.what;
    const content = each.do === 'picture' || each.do === 'other' ? { content: what } : {};
    const from = each.do === 'phone' ? 'us' : 'contact';
    const all = office.conversations().flatMap((conversation) => office.messages(conversation));
    const quoted = all.find((message) => message.content.kind === 'text' && message.waKey);
    const quote = quoted?.waKey
      ? { quote: { key: quoted.waKey, from: 'contact' as const, content: quoted.content } }
      : {};
    const message = incoming(`Text ${each.from}`, { contact, from, ...content, ...quote });
    office.gateway.emit({ type: 'message', message });
    return office.settled();
  }
  if (each.do === 'minute') {
    await office.clock.advance(61_000);
    return office.settled();
  }
  if (each.do === 'rates') {
    const address = `4915100000${each.customer}@c.us` as WaAddress;
    const contact = { address, addresses: [address] };
    const at = Math.floor(office.clock.now() / 1_000) * 1_000;
    const message = incoming(String(each.score + 1), { contact, at });
    office.gateway.emit({ type: 'message', message });
    return office.settled();
  }
  if (each.do === 'setting') {
    const asks = { name: 'survey.ask', value: 'every-close' };
    await office.core.handlers['settings.change'](asks, agents[0]!);
    const often = { name: 'survey.everyDays', value: 0 };
    await office.core.handlers['settings.change'](often, agents[0]!);
    const unanswered = { name: 'survey.onlyAnswered', value: false };
    await office.core.handlers['settings.change'](unanswered, agents[0]!);
    const setting = { name: 'lifecycle.quietHour', value: each.value };
    await office.core.handlers['settings.change'](setting, agents[0]!);
    await saveOrRemoveQuickReply(office, agents[0]!, each.value);
    const before = office.store.read.labels.get().snoozePresets;
    const presets = [{ kind: 'in', minutes: each.value + 1 } as const];
    await office.core.handlers['snooze-presets.save']({ presets, before }, agents[0]!);
    return;
  }
  if (each.do === 'own status') return ownStatus(office, agents[0]!, each);
  if ('nth' in each) return noteField(office, agents[0]!, each);
  if (each.do === 'rule') {
    return switchRule(office.core.handlers, agents[0]!, each.rule, each.how);
  }
  if (each.do === 'bot') return switchBot(office.core.handlers, agents[0]!, each.how);
  if ('which' in each) return changeHours(office, agents, each);
  if (each.do === 'manages') return manage(office, agents, each);
  if (each.do === 'strangers') {
    const setting = { name: 'outbox.firstContactsPerDay', value: each.value };
    await office.core.handlers['settings.change'](setting, agents[0]!);
    return;
  }
  const all = office.conversations();
  const conversation = all[each.chat % Math.max(1, all.length)];
  if (conversation === undefined) return;
  const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = conversation;
  if ('value' in each) return decide(office, agents[0]!, each.do, conversation);
  if ('with' in each) return change(office, agents, each, conversation);
  if (each.do === 'readable') {
    const unread = office.messages(conversation).find(({ content }) => content.kind === 'waiting');
    if (!unread?.waKey) return;
    const contact = { address: conversation.contact.address };
    const message = incoming('An answer at last', { key: unread.waKey, contact });
    office.gateway.emit({ type: 'message', message });
    return office.settled();
  }
  if (each.do === 'ack') {
    const ours = office.messages(conversation).findLast(({ author }) => author.type === 'agent');
    if (ours?.waKey) {
      office.gateway.emit({ type: 'acknowledged', key: ours.waKey, state: each.state });
    }
    return office.settled();
  }
  if ('message' in each) {
    const messages = office.messages(conversation);
    const key = messages[each.message % messages.length]?.waKey;
    if (key) office.gateway.emit(happened(each, key));
    return office.settled();
  }
  const agent = agents[each.who]!;
  const { handlers } = office.core;
  if (each.do === 'reply') await office.reply(agent, 'Answer', conversation);
  if (each.do === 'claim') await handlers['conversation.claim']({ conversationId, epoch }, agent);
  if (each.do === 'close') {
    await handlers['conversation.close']({ conversationId, epoch, lastSeenMessageId }, agent);
  }
  if (each.do === 'read' && lastSeenMessageId !== null) {
    await handlers['conversation.read']({ conversationId, upTo: lastSeenMessageId }, agent);
  }
}

async function ownStatus(
  { core: { handlers }, store }: Office,
  admin: Agent,
  { nth, how }: Extract<Step, { do: 'own status' }>,
): Promise<void> {
  const ownStatusId = (nth + 1) as OwnStatusId;
  const known = store.read.labels.get().ownStatuses.some(({ id }) => id === ownStatusId);
  if (how === 3) await handlers['own-status.remove']({ ownStatusId }, admin);
  else {
    const change = {
      name: `Status ${nth}`,
      colour: 'teal',
      isHere: how === 1,
      isRetired: how === 2,
    } as const;
    await handlers['own-status.save'](
      { ownStatus: { id: known ? ownStatusId : null, ...change } },
      admin,
    );
  }
}

async function changeHours(
  office: Office,
  [admin, agent]: readonly Agent[],
  { do: what, which: value }: Extract<Step, { which: number }>,
): Promise<void> {
  const { handlers } = office.core;
  const week = value === 0 ? null : everyDay(`0${value}:00-1${value}:00`);
  if (what === 'hours') await handlers['hours.save']({ plan: { week } }, admin!);
  else if (what === 'own hours') {
    const owner = { kind: 'agent', id: agent!.id } as const;
    const plan = value === 3 ? null : own({ week });
    await handlers['hours.save-own']({ owner, plan }, admin!);
  } else {
    const until = office.clock.now() + value * 60_000;
    const override = value === 0 ? null : { isOpen: value === 1, until };
    await handlers['hours.override']({ override }, admin!);
    await office.clock.advance(30_000);
  }
}

async function manage(
  office: Office,
  agents: readonly Agent[],
  { whom, how }: Extract<Step, { do: 'manages' }>,
): Promise<void> {
  const { handlers } = office.core;
  const [admin] = agents;
  const { id: agentId } = agents[whom]!;
  const others = agents.filter(({ id }) => id !== agentId);
  const to = { type: 'agent', agentId: others[0]!.id } as const;
  if (how === 0) await handlers['agent.change']({ agentId, capacity: whom }, admin!);
  if (how === 1) await handlers['agent.change']({ agentId, role: 'admin' }, admin!);
  if (how === 2) await handlers['agent.deactivate']({ agentId, chatsTo: to }, admin!);
  if (how === 3) await handlers['agent.reactivate']({ agentId }, admin!);
  const { id, ownerId } = office.conversations()[0] ?? {};
  if (how !== 4 || id === undefined || ownerId === null || ownerId === undefined) return;
  // Reminded of a customer who waits.
  const dueAt = office.clock.now() + 60_000;
  const fact = { kind: 'conversation.answer-due', conversationId: id, ownerId, dueAt } as const;
  await new Ledger(office.store, office.clock).write(({ record }) => record(fact));
}

/** WhatsApp refuses the newest answer or says nothing of it, or a person decides about it. */
async function decide(
  office: Office,
  admin: Agent,
  what: 'again' | 'was sent' | 'cancel' | 'refuse' | 'doubt',
  conversation: Conversation,
): Promise<void> {
  const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = conversation;
  const ours = office.messages(conversation).findLast(({ clientRef }) => clientRef !== null);
  if (ours === undefined) return;
  const { id: messageId, waKey } = ours;
  const { handlers } = office.core;
  const params = { conversationId, epoch, lastSeenMessageId, messageId, waKey };
  if (what === 'again') await handlers['reply.send-again'](params, admin);
  else if (what === 'was sent') await handlers['reply.was-sent']({ messageId, waKey }, admin);
  else if (what === 'cancel') await handlers['reply.cancel']({ messageId }, admin);
  else if (what === 'refuse') {
    if (waKey) office.gateway.emit({ type: 'acknowledged', key: waKey, state: 'refused' });
  } else {
    // Nobody acknowledges it, and WhatsApp Web shows it no more.
    await office.clock.advance(100_000);
  }
  await office.settled();
}

async function change(
  office: Office,
  [admin]: readonly Agent[],
  each: Extract<Step, { with: number }>,
  { id: conversationId, epoch }: Conversation,
): Promise<void> {
  const { handlers } = office.core;
  const all = office.conversations();
  const other = all[each.with % all.length]!;
  const gone = office.store.read.merges.under(conversationId);
  if (each.do === 'merge') {
    const params = { conversationId, epoch, otherId: other.id, otherEpoch: other.epoch };
    await handlers['contact.merge'](params, admin!);
  } else if (each.do === 'rename') {
    const name = each.with % 2 === 0 ? null : `Name ${each.with}`;
    await handlers['contact.rename']({ conversationId, name }, admin!);
  } else if (gone.length > 0) {
    await handlers['contact.unmerge']({ goneId: gone[each.with % gone.length]!.goneId }, admin!);
  }
}

let seconds = 0;

function happened(each: Extract<Step, { message: number }>, key: WaMessageKey): MessageAction {
  const { by, text } = each;
  const at = Date.UTC(2026, 0, 15, 10, 0, (seconds += 1));
  if (each.do === 'reacted') return { type: 'reacted', key, by, emoji: text || null, at };
  if (each.do === 'edited') return { type: 'edited', key, text: `Answer ${text}`, at };
  if (each.do === 'voted') return { type: 'voted', key, by, options: text ? [text] : [], at };
  return { type: 'deleted', key, by, at };
}

async function saveOrRemoveQuickReply(office: Office, by: Agent, value: number): Promise<void> {
  const { handlers } = office.core;
  const [first] = office.store.read.labels.get().quickReplies;
  if (value === 3 && first) await handlers['quick-reply.remove']({ quickReplyId: first.id }, by);
  const owner = value === 2 ? by.id : null;
  const wanted = { id: null, shortcut: `q${value}`, text: 'Hello', ownerId: owner, file: null };
  await handlers['quick-reply.save']({ quickReply: wanted }, by);
}

/** An admin makes, renames, deletes and moves fields; somebody fills them in. */
async function noteField(
  office: Office,
  by: Agent,
  { do: what, nth, how }: Extract<Step, { nth: number }>,
): Promise<void> {
  const { handlers } = office.core;
  const fields = office.store.read.labels.get().contactFields;
  const field = fields[nth % Math.max(1, fields.length)];
  if (what === 'fills in') {
    const conversation = office.conversations()[nth];
    if (field === undefined || conversation === undefined) return;
    const value = how === 0 ? null : `Value ${how}`;
    const before = conversation.contact.fields[field.key] ?? null;
    const params = { conversationId: conversation.id, name: field.key, value, before };
    await handlers['contact.set-field'](params, by);
  } else if (how === 3 && field !== undefined) {
    await handlers['contact-field.remove']({ fieldId: field.id }, by);
  } else if (how === 4) {
    const fieldIds = fields.map(({ id }) => id).reverse();
    await handlers['contact-field.order']({ fieldIds }, by);
  } else {
    const chosen = { name: `Field ${nth}${how}`, type: 'text', options: [], help: '' } as const;
    const choice = { ...chosen, options: [], isOnPanel: true, isRetired: false };
    await handlers['contact-field.save'](
      { id: how === 0 ? null : (field?.id ?? null), field: choice },
      by,
    );
  }
}

/** Takes a step; `screens`: those that are open, which it opens and closes. */
export async function takeStep(
  office: Office,
  agents: readonly Agent[],
  screens: Screen[],
  each: Step,
): Promise<void> {
  if (isPresence(each)) await comeOrGo(office, agents[each.who]!, screens, each);
  else await act(office, agents, each);
}
