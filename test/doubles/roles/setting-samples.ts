import { NO_COVER } from '#shared/domain/bot/cover.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import { aFlow, end, message } from '../bot/flows.ts';
import { newRef } from '../core/office.ts';
import { pairComputer } from '../core/pair-computer.ts';
import { aRule } from '../rules/rules.ts';
import { TAG } from './asked-office.ts';
import type { AskedOffice } from './asked-office.ts';
import type { Asking, Sample } from './samples.ts';

const anew = (name: string) => `${name} ${newRef()}`;
const PASSWORD = 'three grey heron feathers';
const EVERYTHING = {
  topic: null,
  agentId: null,
  from: null,
  to: null,
  words: [],
};

async function rule({ it }: Asking) {
  const saved = await it.handlers['rules.save'](
    { ruleId: null, baseVersion: 0, rule: aRule(anew('Rule')) },
    it.admin,
  );
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.saved;
}

async function flow({ it }: Asking) {
  const wanted = aFlow([message('hello', 'Hello'), end()], { name: anew('Flow') });
  const saved = await it.handlers['bot.save'](
    { flowId: null, baseVersion: 0, flow: wanted },
    it.admin,
  );
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.saved;
}

async function newcomer({ it }: Asking) {
  const added = await it.handlers['agent.add'](
    { name: anew('New'), password: PASSWORD, role: 'agent' },
    it.admin,
  );
  if (!added.ok) throw new Error(added.message);
  return { agentId: added.value.agent.id };
}

const FIELD = {
  type: 'text',
  options: [],
  help: '',
  isOnPanel: true,
  isRetired: false,
} as const;

const quickReply = () => ({ id: null, shortcut: newRef().toLowerCase(), text: 'Hi', file: null });

/** Of the team, unless it is one's own. */
const ownerOf = ({ asker, whose }: Asking) => (asker === whose ? asker.id : null);

function readOffice({ office }: AskedOffice) {
  return office.store.read.labels.get();
}

/** What the admin's part asks. */
export const settingSamples = {
  'quick-reply.save': {
    params: (asking) => ({ quickReply: { ...quickReply(), ownerId: ownerOf(asking) } }),
  },
  'quick-reply.remove': {
    params: async (asking) => {
      const { it, asker } = asking;
      const ownerId = ownerOf(asking);
      const saved = await it.handlers['quick-reply.save'](
        { quickReply: { ...quickReply(), ownerId } },
        ownerId === null ? it.admin : asker,
      );
      if (!saved.ok) throw new Error(saved.message);
      return { quickReplyId: saved.value.quickReply.id };
    },
  },
  'settings.get': { params: () => ({}) },
  'settings.change': { params: () => ({ name: 'routing.capacity', value: 7 }) },
  'logo.get': { params: () => ({}) },
  'logo.save': { params: () => ({ data: null, seen: null }) },
  'settings.import': {
    params: ({ it: { office } }) => ({
      file: settingsFileOf({
        settings: office.core.settings.current(),
        labels: office.store.read.labels.get(),
        hours: office.store.read.hours.get().office,
        automation: { rules: [], flows: [], agents: [] },
        logo: null,
      }),
    }),
  },
  'settings.undo-import': { params: () => ({ imports: [1] }), else: 'not-found' },
  'hours.get': { params: () => ({}) },
  'hours.look': { params: () => ({ at: [] }) },
  'hours.save': { params: () => ({ plan: { timeZone: 'Europe/Vienna' } }) },
  'hours.save-own': {
    params: ({ it }) => ({ owner: { kind: 'agent', id: it.colleague.id }, plan: null }),
  },
  'hours.override': { params: () => ({ override: null }) },
  'routing.preview': { params: () => ({ conversationId: null, tagId: null }) },
  'tag.save': { params: () => ({ tag: { ...TAG, name: anew('Tag') } }) },
  'outcome.save': {
    params: () => ({ outcome: { id: null, name: anew('Sold'), isWon: true, isRetired: false } }),
  },
  'snooze-presets.save': {
    params: ({ it }) => {
      const before = readOffice(it).snoozePresets;
      return { presets: before, before };
    },
  },
  'survey.save-texts': {
    params: ({ it }) => {
      const before = readOffice(it).surveyTexts;
      return { texts: before, before };
    },
  },
  'own-status.save': {
    params: () => ({
      ownStatus: { id: null, name: anew('Lunch'), colour: 'blue', isHere: false, isRetired: true },
    }),
  },
  'own-status.remove': { params: () => ({ ownStatusId: 999 }) },
  'contact-field.save': {
    params: () => ({ id: null, field: { ...FIELD, name: anew('Field') } }),
  },
  'contact-field.remove': { params: () => ({ fieldId: 999 }) },
  'contact-field.order': {
    params: ({ it }) => ({ fieldIds: readOffice(it).contactFields.map(({ id }) => id) }),
  },
  'contact-field.uses': { params: () => ({}) },
  'bot.get': { params: () => ({}) },
  'bot.versions': { params: async (asking) => ({ flowId: (await flow(asking)).id }) },
  'bot.save': {
    params: () => ({
      flowId: null,
      baseVersion: 0,
      flow: aFlow([message('hello', 'Hello'), end()], { name: anew('Flow') }),
    }),
  },
  'bot.restore': {
    params: async (asking) => {
      const { id: flowId, version } = await flow(asking);
      return { flowId, version };
    },
  },
  'bot.remove': { params: async (asking) => ({ flowId: (await flow(asking)).id }) },
  'bot.cover': { params: () => ({ cover: NO_COVER }) },
  'rules.get': { params: () => ({}) },
  'rules.save': {
    params: () => ({ ruleId: null, baseVersion: 0, rule: aRule(anew('Rule'), { isOn: false }) }),
  },
  'rules.add': { params: () => ({ rules: [aRule(anew('Rule'))] }) },
  'rules.remove': { params: async (asking) => ({ ruleId: (await rule(asking)).id }) },
  'rules.restore': {
    params: async (asking) => {
      const { id: ruleId } = await rule(asking);
      await asking.it.handlers['rules.remove']({ ruleId }, asking.it.admin);
      return { ruleId };
    },
  },
  'rules.order': {
    params: ({ it }) => ({ order: it.office.store.read.rules.all().map(({ id }) => id) }),
  },
  'rules.try': { params: () => ({ rule: aRule('Tried') }) },
  'agent.add': { params: () => ({ name: anew('New'), password: PASSWORD, role: 'agent' }) },
  'agent.change': { params: async (asking) => ({ ...(await newcomer(asking)), capacity: 3 }) },
  'agent.reset-password': {
    params: async (asking) => ({ ...(await newcomer(asking)), password: PASSWORD }),
  },
  'agent.end-sessions': { params: newcomer },
  'agent.locked': { params: () => ({}) },
  'agent.second-factors': { params: () => ({}) },
  'agent.second-factor-off': { params: newcomer },
  'agent.unlock': { params: newcomer },
  'agent.deactivate': {
    params: async (asking) => ({ ...(await newcomer(asking)), chatsTo: { type: 'queue' } }),
  },
  'agent.reactivate': { params: newcomer },
  'host.addresses': { params: () => ({}) },
  'computer.list': { params: () => ({}) },
  'computer.add': { params: () => ({}) },
  'computer.forget-code': { params: () => ({ code: 'AAA-AAA-AAA' }) },
  'computer.rename': {
    params: async ({ it }) => {
      const { computerId, name } = await pairComputer(it.office.core, it.admin, anew('PC'));
      return { computerId, name: anew('Desk'), before: name };
    },
  },
  'computer.revoke': {
    params: async ({ it }) => {
      const { computerId } = await pairComputer(it.office.core, it.admin, anew('PC'));
      return { computerId };
    },
  },
  'computer.restore': {
    params: async ({ it }) => {
      const { computerId } = await pairComputer(it.office.core, it.admin, anew('PC'));
      await it.handlers['computer.revoke']({ computerId }, it.admin);
      return { computerId };
    },
  },
  'number.show-code': { params: () => ({}) },
  'number.link-with-phone': { params: () => ({ phone: '+4915112345678' }) },
  'number.use-here': { params: () => ({}) },
  'number.restart': { params: () => ({}) },
  'number.history': { params: () => ({ before: null, limit: 10 }) },
  'backup.list': { params: () => ({}) },
  'backup.make': { params: () => ({}) },
  'audit.list': { params: () => ({ filter: EVERYTHING, before: null, limit: 10 }) },
  'audit.export': { params: () => ({ filter: EVERYTHING, before: null, limit: 10 }) },
  'audit.verify': { params: () => ({ kept: null }), else: 'not-now' },
  'audit.verification': { params: () => ({}) },
  'audit.note-file': { params: () => ({ what: 'exported', file: 'flow', name: 'x' }) },
} satisfies Record<string, Sample>;
