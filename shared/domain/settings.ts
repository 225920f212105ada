import { z } from 'zod';
import { currencies } from './reports/value.ts';
import { routingModes, withoutSkillModes } from './routing.ts';
import { surveyOccasions } from './survey/occasions.ts';
import { visibilities } from './visibility.ts';

/** A setting's value, as the journal and the store keep it. */
export const settingValueSchema = z.union([z.boolean(), z.number(), z.string().max(4_000)]);
export type SettingValue = z.infer<typeof settingValueSchema>;

/** What a number counts. Screens show `ms` as seconds and `hour` as a time of day. */
export type SettingUnit =
  | 'ms'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'hour'
  | 'weeks'
  | 'MB'
  | 'people-a-day'
  | 'chats';

/** What a screen needs to know of a setting to offer it. */
export type SettingFacts =
  | {
      readonly kind: 'number';
      readonly standard: number;
      readonly unit: SettingUnit;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'toggle'; readonly standard: boolean }
  | { readonly kind: 'text'; readonly standard: string; readonly maxLength: number }
  | { readonly kind: 'choice'; readonly standard: string; readonly options: readonly string[] };

const facts = z.registry<SettingFacts>();

/** The kinds of settings: default first, then what limits it. */
const a = {
  number(standard: number, unit: SettingUnit, limits: { min: number; max: number }) {
    const schema = z.int().min(limits.min).max(limits.max).default(standard);
    return schema.register(facts, { kind: 'number', standard, unit, ...limits });
  },
  toggle(standard: boolean) {
    return z.boolean().default(standard).register(facts, { kind: 'toggle', standard });
  },
  choice<const O extends readonly [string, ...string[]]>(options: O) {
    const [standard] = options;
    const schema = z.enum(options).default(standard as O[number]);
    return schema.register(facts, { kind: 'choice', standard, options });
  },
  text(standard: string, maxLength: number) {
    const schema = z.string().max(maxLength).default(standard);
    return schema.register(facts, { kind: 'text', standard, maxLength });
  },
};

/** Every setting of the office: its default, then its unit and its limits. */
export const settingsSchema = z.object({
  office: z.object({
    /** What customers know the office as; the chatbot says it. */
    name: a.text('', 60),
  }),
  /** How every screen writes times and weeks; `system`: as the language of each screen has it. */
  formats: z.object({
    clock: a.choice(['system', '24-hour', '12-hour']),
    weekStart: a.choice(['system', 'monday', 'sunday', 'saturday']),
  }),
  catchup: z.object({
    /** How far back history is taken over when a number is linked for the first time. */
    importDays: a.number(30, 'days', { min: 0, max: 365 }),
    /** Between two looks for messages that WhatsApp Web has but did not tell of. */
    lightCatchUpMinutes: a.number(5, 'minutes', { min: 1, max: 1_440 }),
  }),
  outbox: z.object({
    /** Between two messages that leave the number, whichever chats they belong to. */
    minGapMs: a.number(800, 'ms', { min: 0, max: 60_000 }),
    /** At most this much is added to each gap, by chance. */
    jitterMs: a.number(1_200, 'ms', { min: 0, max: 60_000 }),
    /** People who never wrote to the number and get a first message; 0: nobody does. */
    firstContactsPerDay: a.number(20, 'people-a-day', { min: 0, max: 500 }),
    /** Customers see that somebody is typing. */
    showTyping: a.toggle(true),
  }),
  presence: z.object({
    /** A screen that nobody touches for so long counts as left; 0: it never does. */
    awayMinutes: a.number(10, 'minutes', { min: 0, max: 480 }),
    /** So long may all of an agent's screens be without a connection before they are offline. */
    graceSeconds: a.number(60, 'seconds', { min: 5, max: 3_600 }),
  }),
  sessions: z.object({
    /** Whether somebody may be signed in on several devices at once. */
    severalDevices: a.toggle(false),
    /** A session that nobody touches for so long asks for the password again; 0: never. */
    lockMinutes: a.number(0, 'minutes', { min: 0, max: 480 }),
    /** So long after the end of their working hours people are signed out; 0: never. */
    shiftGraceMinutes: a.number(60, 'minutes', { min: 0, max: 720 }),
  }),
  computers: z.object({
    /** Whether the screens may be used in browsers of other PCs, which are not paired. */
    browsers: a.toggle(false),
    /** Whether PCs of the network that want to join are told by mDNS where the host is. */
    announce: a.toggle(true),
  }),
  routing: z.object({
    /** Who gets what waits: whoever takes it, the next in turn, or who has the fewest open chats. */
    mode: a.choice(routingModes),
    /** Routing gives nobody more open chats than this who has no number of their own. */
    capacity: a.number(8, 'chats', { min: 1, max: 200 }),
    /** What becomes of a chat about something while nobody who knows it can get it. */
    withoutSkill: a.choice(withoutSkillModes),
    /** With `anybody-later`: so long a chat waits for them. */
    skillMinutes: a.number(10, 'minutes', { min: 1, max: 1_440 }),
    /** Whether admins are given chats, too. */
    includesAdmins: a.toggle(true),
    /** A customer who comes back in this time goes to the last owner, when online; 0: never. */
    lastOwnerDays: a.number(0, 'days', { min: 0, max: 365 }),
  }),
  waiting: z.object({
    /** From when on the time that a customer has been waiting is marked, and urgently. */
    amberMinutes: a.number(5, 'minutes', { min: 1, max: 1_440 }),
    redMinutes: a.number(15, 'minutes', { min: 1, max: 1_440 }),
  }),
  ownership: z.object({
    /** A colleague's request that the owner does not answer in this time changes nothing. */
    requestMinutes: a.number(2, 'minutes', { min: 1, max: 60 }),
    /** Given to somebody who does not open it in this time, it goes back to the queue; 0: never. */
    openWithinMinutes: a.number(10, 'minutes', { min: 0, max: 1_440 }),
    /** Without an answer to a customer who waits for so long, it goes back to the queue; 0: never. */
    answerWithinMinutes: a.number(0, 'minutes', { min: 0, max: 1_440 }),
    /** So long before that its owner is told. */
    answerWarnMinutes: a.number(3, 'minutes', { min: 1, max: 60 }),
    /** After so much silence, and never while the customer waits for an answer; 0: never. */
    closeAfterDays: a.number(0, 'days', { min: 0, max: 365 }),
    /**
     * What becomes of somebody's open conversations when they go offline. With `colleague` they are
     * asked which one; where nobody can be asked the queue has them.
     */
    whenOwnerLeaves: a.choice(['keep', 'queue', 'colleague']),
    /** When customers see that their messages were read. */
    readReceipts: a.choice(['when-opened', 'when-answered', 'never']),
  }),
  visibility: z.object({
    /** Supervisors and admins see every chat all the same. */
    agentsSee: a.choice(visibilities),
  }),
  /** How somebody is called who looks elsewhere; each device may want it otherwise. */
  notifications: z.object({
    sound: a.toggle(true),
    /** On the desktop, beside the program. */
    notices: a.toggle(true),
    /** Of customers who wait too, not only of one's own. */
    waiting: a.toggle(true),
    /** With what the customer wrote. */
    preview: a.toggle(true),
  }),
  /** What customers are asked after a close: how satisfied they are, from 1 to 5. */
  survey: z.object({
    /** After which closes by a person. */
    ask: a.choice(surveyOccasions),
    /** Not when nobody on our side had answered in that episode. */
    onlyAnswered: a.toggle(true),
    /** Nobody is asked again in this time; 0: after each close. */
    everyDays: a.number(30, 'days', { min: 0, max: 365 }),
    /** So long after the question a number is an answer to it. */
    answerHours: a.number(48, 'hours', { min: 1, max: 336 }),
  }),
  reports: z.object({
    /** What the office promises: a first answer within this time. */
    levelMinutes: a.number(15, 'minutes', { min: 1, max: 10_080 }),
    /** Of what won episodes brought in. */
    currency: a.choice(currencies),
  }),
  media: z.object({
    /** Larger files wait until somebody asks for them; 0: all of them do. */
    largestDownloadMB: a.number(64, 'MB', { min: 0, max: 2_000 }),
  }),
  calls: z.object({
    /** Nobody at a desk can take a call: it ends at once, and the text explains why. */
    reject: a.toggle(false),
    /** Empty: nothing is sent. */
    rejectText: a.text(
      'We cannot take calls on this number. Please write to us here: we answer as soon as we can.',
      1_000,
    ),
  }),
  backups: z.object({
    /** When the daily one is made, by the host's own clock. */
    hour: a.number(3, 'hour', { min: 0, max: 23 }),
    /** The newest of each of so many days and weeks is kept. */
    days: a.number(7, 'days', { min: 1, max: 60 }),
    weeks: a.number(4, 'weeks', { min: 0, max: 52 }),
    /** An absolute path on the host PC, another disk at best; empty: there is none. */
    secondFolder: a.text('', 500),
  }),
  lifecycle: z.object({
    /** What the page of WhatsApp Web may take of the host's memory before it is restarted. */
    memoryLimitMB: a.number(1_500, 'MB', { min: 500, max: 16_000 }),
    /** When that may happen, by the host's own clock: nobody is at their desk then. */
    quietHour: a.number(4, 'hour', { min: 0, max: 23 }),
  }),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingSection = keyof Settings;

/** `section.setting`. */
export type SettingName = {
  [S in SettingSection]: `${S}.${Extract<keyof Settings[S], string>}`;
}[SettingSection];

const fields: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries(settingsSchema.shape).flatMap(([section, { shape }]) =>
    Object.entries(shape).map(([name, field]) => [`${section}.${name}`, field] as const),
  ),
);

export const settingNames = [...fields.keys()] as readonly SettingName[];

export function isSettingName(name: string): name is SettingName {
  return fields.has(name);
}

export function settingFacts(name: SettingName): SettingFacts {
  const field = fields.get(name);
  const known = field && facts.get(field);
  if (!known) throw new Error(`${name} is a setting without facts`);
  return known;
}

export function settingOf(settings: Settings, name: SettingName): SettingValue {
  const [section = '', key = ''] = name.split('.');
  const values: Readonly<Record<string, Readonly<Record<string, SettingValue>>>> = settings;
  const value = values[section]?.[key];
  if (value === undefined) throw new Error(`there is no setting ${name}`);
  return value;
}

/** Why a value cannot be taken; null when it can. */
export type SettingProblem = 'not-a-number' | 'too-small' | 'too-large' | 'too-long' | 'wrong-kind';

export function settingProblem(name: SettingName, value: SettingValue): SettingProblem | null {
  const known = settingFacts(name);
  switch (known.kind) {
    case 'toggle':
      return typeof value === 'boolean' ? null : 'wrong-kind';
    case 'choice':
      return typeof value === 'string' && known.options.includes(value) ? null : 'wrong-kind';
    case 'text':
      if (typeof value !== 'string') return 'wrong-kind';
      return value.length > known.maxLength ? 'too-long' : null;
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'not-a-number';
      if (value < known.min) return 'too-small';
      return value > known.max ? 'too-large' : null;
  }
}

/**
 * The settings in force: what was chosen, and the default for everything else. A choice that this
 * version does not know, or that its limits no longer allow, counts as not made.
 */
export function settingsFrom(chosen: Iterable<readonly [string, SettingValue]>): Settings {
  const sections: Record<string, Record<string, SettingValue>> = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((section) => [section, {}]),
  );
  for (const [name, value] of chosen) {
    if (!isSettingName(name) || settingProblem(name, value) !== null) continue;
    const [section = '', key = ''] = name.split('.');
    const values = sections[section];
    if (values) values[key] = value;
  }
  return settingsSchema.parse(sections);
}
