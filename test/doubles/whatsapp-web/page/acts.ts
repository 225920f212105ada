import { ask, handle, sendNow } from './connection.ts';
import type { ChatModel } from './chats.ts';
import { Msg } from './messages.ts';
import type { MsgModel } from './messages.ts';
import { keyToWire } from './msg-key.ts';
import { define } from './require.ts';
import { Cmd } from './socket.ts';
import type { PageAct, PageSendFault } from '../protocol.ts';

/** What this browser does to messages that are there. */

const EDIT_SECONDS = 15 * 60;
const REVOKE_SECONDS = 60 * 60 * 60;

/** What happens to the next ones, one each. */
const faults: PageSendFault[] = [];

/** Resolves when WhatsApp has it; what changes in the page comes back as for everybody else. */
async function carryOut(act: PageAct): Promise<void> {
  const fault = faults.shift();
  if (fault === 'throws') throw new Error('act: cannot');
  if (fault === 'hangs-before') return new Promise(() => {});
  const isDone = (await ask({ type: 'act', act })) as boolean;
  if (fault === 'hangs-after') return new Promise(() => {});
  if (!isDone) throw new Error('act: no such message');
}

handle('act-fault', ({ fault, times }) => {
  faults.push(...Array.from({ length: times }, () => fault));
  sendNow({ type: 'armed' });
});

interface Selected {
  readonly list: readonly MsgModel[];
  readonly type: string;
}

Object.assign(Cmd, {
  async sendRevokeMsgs(_chat: ChatModel, { list }: Selected) {
    for (const message of list) await carryOut({ type: 'revoke', key: keyToWire(message.id) });
  },
  async sendDeleteMsgs(_chat: ChatModel, { list }: Selected) {
    for (const message of list) {
      await carryOut({ type: 'delete-here', key: keyToWire(message.id) });
      Msg.remove(message);
    }
  },
});

const ageOf = (message: MsgModel) => Date.now() / 1000 - message.t;
const isOurs = (message: MsgModel) => message.id.fromMe && message.ack > 0;

define('WAWebSendReactionMsgAction', {
  sendReactionToMsg: (message: MsgModel, emoji: string) =>
    carryOut({ type: 'react', key: keyToWire(message.id), emoji }),
});
define('WAWebSendMessageEditAction', {
  sendMessageEdit: (message: MsgModel, text: string) =>
    carryOut({ type: 'edit', key: keyToWire(message.id), text }),
});
define('WAWebPollsSendVoteMsgAction', {
  sendVote: (message: MsgModel, options: ReadonlySet<number>) =>
    carryOut({ type: 'vote', key: keyToWire(message.id), options: [...options] }),
});
define('WAWebMsgActionCapability', {
  canSenderRevokeMsg: (message: MsgModel) =>
    isOurs(message) && message.type !== 'revoked' && ageOf(message) < REVOKE_SECONDS,
  canAdminRevokeMsg: () => false,
  canEditText: (message: MsgModel) =>
    isOurs(message) && message.type === 'chat' && ageOf(message) < EDIT_SECONDS,
  canEditCaption: (message: MsgModel) =>
    isOurs(message) && message.caption !== undefined && ageOf(message) < EDIT_SECONDS,
});
