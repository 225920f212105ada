import type { z } from 'zod';
import { auditCommands } from './audit.ts';
import { botCommands } from './bot.ts';
import { backupCommands } from './backup.ts';
import { computerCommands } from './computers.ts';
import { contactCommands } from './contact.ts';
import { contactFieldCommands } from './contact-fields.ts';
import { conversationCommands } from './conversation.ts';
import { draftCommands } from './draft.ts';
import { handlingCommands } from './handling.ts';
import { hoursCommands } from './hours.ts';
import { labelCommands } from './labels.ts';
import { mediaCommands } from './media.ts';
import { messageCommands } from './message.ts';
import { noteCommands } from './note.ts';
import { numberCommands } from './number.ts';
import { peopleCommands } from './people.ts';
import { presenceCommands } from './presence.ts';
import { reportCommands } from './report.ts';
import { replyCommands } from './reply.ts';
import { routingCommands } from './routing.ts';
import { ruleCommands } from './rules.ts';
import { sendingCommands } from './sending.ts';
import { searchCommands } from './search.ts';
import { selectionCommands } from './selection.ts';
import { settingsCommands } from './settings.ts';

export const commands = {
  ...conversationCommands,
  ...handlingCommands,
  ...selectionCommands,
  ...noteCommands,
  ...draftCommands,
  ...labelCommands,
  ...hoursCommands,
  ...contactCommands,
  ...contactFieldCommands,
  ...replyCommands,
  ...sendingCommands,
  ...messageCommands,
  ...searchCommands,
  ...mediaCommands,
  ...peopleCommands,
  ...computerCommands,
  ...presenceCommands,
  ...routingCommands,
  ...settingsCommands,
  ...numberCommands,
  ...backupCommands,
  ...botCommands,
  ...ruleCommands,
  ...auditCommands,
  ...reportCommands,
};

export type CommandName = keyof typeof commands;
export type CommandParams<N extends CommandName> = z.infer<(typeof commands)[N]['params']>;
export type CommandResult<N extends CommandName> = z.infer<(typeof commands)[N]['result']>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
