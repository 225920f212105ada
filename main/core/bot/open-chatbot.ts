import type { Log } from '../ports/system.ts';
import { Bot } from './bot.ts';
import type { BotNeeds } from './bot.ts';
import { BotAlarm } from './bot-alarm.ts';
import { botHandlers } from './bot-commands.ts';

/** The chatbot with its sense of time and its commands. */
export function openChatbot(needs: BotNeeds & { readonly log: Log }) {
  const bot = new Bot(needs);
  const alarm = new BotAlarm({ ...needs, bot });
  return {
    heard: bot.heard,
    handlers: botHandlers(needs.ledger),
    start: () => alarm.start(),
    stop: () => alarm.stop(),
    idle: () => alarm.idle(),
  };
}
