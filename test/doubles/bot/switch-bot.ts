import type { Core } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import { invariant } from '#shared/util/assert.ts';
import { aFlow, handover, menu, message, option, question } from './flows.ts';

/** What the bot says begins like this, so that it can be told from what people write. */
export const BOT = 'Bot:';

/** Greets, asks, keeps an answer and hands over; it understands what customers of tests write. */
export const talkativeFlow = aFlow([
  message('hello', `${BOT} hello`),
  question('ask', 'Need', { text: { en: `${BOT} what is it?` } }),
  {
    ...menu('menu', [option('Said', 'again'), option('Bye', 'bye')]),
    text: { en: `${BOT} and?` },
  } as ReturnType<typeof menu>,
  question('again', 'More', { text: { en: `${BOT} what else?` }, next: 'menu' }),
  handover('bye', `${BOT} bye`),
]);

export type BotSwitch = 'off' | 'open' | 'always' | 'new version' | 'remove';

/** Does it whatever was there before; what is refused changes nothing. */
export async function switchBot(
  handlers: Core['handlers'],
  admin: Agent,
  what: BotSwitch,
): Promise<void> {
  const asked = await handlers['bot.get']({}, admin);
  invariant(asked.ok, 'an admin sees the chatbot');
  const [known] = asked.value.flows;
  const made = { flowId: null, baseVersion: 0, flow: talkativeFlow };
  const saved = known ?? (await savedBy(handlers, admin, made));
  const on = { isOn: true, flowId: saved.id };
  switch (what) {
    case 'off':
      await handlers['bot.cover']({ cover: NO_COVER }, admin);
      return;
    case 'open':
      await handlers['bot.cover']({ cover: { ...NO_COVER, open: on } }, admin);
      return;
    case 'always':
      await handlers['bot.cover']({ cover: { open: on, closed: on } }, admin);
      return;
    case 'new version': {
      const flow = { ...saved.flow, patienceMinutes: (saved.flow.patienceMinutes % 20) + 1 };
      await savedBy(handlers, admin, { flowId: saved.id, baseVersion: saved.version, flow });
      return;
    }
    case 'remove':
      await handlers['bot.cover']({ cover: NO_COVER }, admin);
      await handlers['bot.remove']({ flowId: saved.id }, admin);
  }
}

async function savedBy(
  handlers: Core['handlers'],
  admin: Agent,
  params: Parameters<Core['handlers']['bot.save']>[0],
) {
  const saved = await handlers['bot.save'](params, admin);
  invariant(saved.ok, 'a valid flow is saved');
  return saved.value.saved;
}
