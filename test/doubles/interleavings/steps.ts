import fc from 'fast-check';
import { agentStatusSchema } from '#shared/domain/presence.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import type { BotSwitch } from '../bot/switch-bot.ts';
import { busyRules } from '../rules/switch-rule.ts';
import type { RuleSwitch } from '../rules/switch-rule.ts';
import { conversationViewSchema } from '#shared/protocol/commands/conversation.ts';

export const DESKS = 5;
export const AGENTS = 4;
export const CHATS = 3;
export const TAGS = 2;

const desk = fc.nat(DESKS - 1);
const chat = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(CHATS - 1) },
);
/** At this screen, or at one of whoever the rules allow it to. */
const by = fc.constantFrom('desk' as const, 'entitled' as const, 'entitled' as const);
/** How old the ownership is that a screen shows, in epochs. */
const stale = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(2));
/** How many of the customer's last messages the screen does not show. */
const unseen = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(2));
const at = { desk, chat, stale };
const entitled = { ...at, by };

const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const step = <const D extends string, T extends object>(
  name: D,
  more: { [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.Arbitrary<{ readonly do: D } & T> =>
  fc.record<T>(more).map((rest): { readonly do: D } & T => ({ do: name, ...rest }));

const destination = fc.oneof(
  fc.record({ to: fc.constant('agent' as const), which: fc.nat(AGENTS - 1) }),
  fc.record({ to: fc.constant('queue' as const), which: fc.constant(0) }),
  fc.record({ to: fc.constant('tag' as const), which: fc.nat(TAGS - 1) }),
);
export type To = typeof destination extends fc.Arbitrary<infer T> ? T : never;

const minutes = (count: number) => count * 60_000;

/** What agents do on their screens. */
const agents = [
  weighted(6, step('claim', at)),
  weighted(10, step('reply', { desk, chat, by })),
  weighted(5, step('raw reply', { ...entitled, unseen, again: fc.boolean() })),
  weighted(4, step('decide', { desk, chat, sends: fc.boolean() })),
  weighted(8, step('transfer', { ...entitled, where: destination, hasNote: fc.boolean() })),
  weighted(1, step('hand over all', { desk, where: destination, hasNote: fc.boolean() })),
  weighted(
    4,
    step('selection', {
      desk,
      what: fc.constantFrom('claim', 'transfer', 'close', 'undo'),
      stale,
      unseen,
      where: destination,
      hasNote: fc.boolean(),
    }),
  ),
  weighted(2, step('take over', at)),
  weighted(3, step('request', at)),
  weighted(
    4,
    step('answer request', {
      ...entitled,
      answer: fc.constantFrom('hand-over', 'keep', 'withdraw'),
    }),
  ),
  weighted(2, step('opened', entitled)),
  weighted(
    4,
    step('snooze', {
      ...entitled,
      unseen,
      ms: fc.constantFrom(null, 5_000, minutes(1), minutes(30)),
    }),
  ),
  weighted(1, step('wake', entitled)),
  weighted(6, step('close', { ...entitled, unseen })),
  weighted(6, step('undo', entitled)),
  weighted(2, step('tag', { desk, chat, tag: fc.nat(TAGS - 1), isOn: fc.boolean() })),
  weighted(3, step('note', { desk, chat, mentions: fc.subarray([0, 1, 2, 3]) })),
  weighted(
    2,
    step('change note', { desk, note: fc.nat(5), deletes: fc.boolean(), mention: fc.nat(3) }),
  ),
  weighted(1, step('see mention', { desk, chat })),
  weighted(2, step('read', { desk, chat, by })),
  weighted(2, step('typing', { desk, chat, by, isTyping: fc.boolean() })),
  weighted(1, step('status', { desk, status: fc.constantFrom(...agentStatusSchema.options) })),
  weighted(1, step('idle', { desk, isIdle: fc.boolean() })),
  weighted(3, step('open', { desk, chat })),
  weighted(1, step('older', { desk, chat })),
  weighted(1, step('leave', { desk, chat })),
  weighted(1, step('block', { desk, chat, isBlocked: fc.boolean() })),
  weighted(1, step('list', { desk, view: fc.constantFrom(...conversationViewSchema.options) })),
] as const;

/** What customers, their phones and the link to WhatsApp do. */
const onWhatsApp = [
  weighted(12, step('writes', { chat, late: fc.oneof(fc.constant(0), fc.nat(90)) })),
  weighted(2, step('phone', { chat })),
  weighted(2, step('told again', { back: fc.nat(5) })),
  weighted(
    3,
    step('ack', {
      back: fc.nat(3),
      state: fc.constantFrom('sent', 'delivered', 'read', 'refused'),
    }),
  ),
  weighted(1, step('fate', { fate: fc.constantFrom('refused', 'went-out', 'lost') })),
  weighted(1, step('link', { isUp: fc.boolean() })),
] as const;

/** An admin changes how the office works, while it does. */
const setting = fc.constantFrom<(readonly [SettingName, SettingValue])[]>(
  ['routing.mode', 'manual'],
  ['routing.mode', 'round-robin'],
  ['routing.mode', 'least-busy'],
  ['routing.capacity', 1],
  ['routing.capacity', 8],
  ['routing.includesAdmins', false],
  ['routing.lastOwnerDays', 0],
  ['routing.lastOwnerDays', 30],
  ['ownership.whenOwnerLeaves', 'keep'],
  ['ownership.whenOwnerLeaves', 'queue'],
  ['ownership.openWithinMinutes', 0],
  ['ownership.openWithinMinutes', 1],
  ['ownership.requestMinutes', 1],
  ['ownership.readReceipts', 'when-answered'],
  ['ownership.readReceipts', 'when-opened'],
  ['presence.graceSeconds', 5],
  ['presence.graceSeconds', 60],
);

/** What the network, the host's PC and time do. */
const world = [
  weighted(2, step('rush', { chat })),
  weighted(2, step('hold', { desk })),
  weighted(3, step('let go', { desk })),
  weighted(3, step('let some through', { desk, toHost: fc.nat(3), toScreen: fc.nat(3) })),
  weighted(3, step('repeat frame', { desk, back: fc.nat(4) })),
  weighted(2, step('cut', { desk })),
  weighted(1, step('die', { desk })),
  weighted(
    5,
    step('pass', {
      ms: fc.constantFrom(1, 300, 2_000, 6_000, 16_000, 61_000, 130_000, minutes(11)),
    }),
  ),
  weighted(4, step('setting', { setting })),
  weighted(
    2,
    step('bot', {
      how: fc.constantFrom<BotSwitch>('off', 'open', 'open', 'always', 'new version', 'remove'),
    }),
  ),
  weighted(
    4,
    step('rule', {
      which: fc.nat(busyRules.length - 1),
      how: fc.constantFrom<RuleSwitch>('on', 'on', 'on', 'off', 'remove', 'first'),
    }),
  ),
  weighted(1, step('restart', { isCrash: fc.boolean() })),
] as const;

export const anyAtScreen = fc.oneof(...agents);
/** What an agent does at a screen. */
export type AtScreen = typeof anyAtScreen extends fc.Arbitrary<infer T> ? T : never;

export const anyOnWhatsApp = fc.oneof(...onWhatsApp);
export type OnWhatsApp = typeof anyOnWhatsApp extends fc.Arbitrary<infer T> ? T : never;

export const anyStep = fc.oneof(...agents, ...onWhatsApp, ...world);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
/** What happens at a screen, or on the way between it and the host. */
export type AtDesk = Extract<Step, { desk: number }>;
