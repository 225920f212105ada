import { send } from './connection.ts';
import { define } from './require.ts';
import type { ChatModel } from './chats.ts';
import type { Wid } from './wid.ts';

/** Modules that the library needs to exist, or of which it needs one small thing. */

const chatState = (state: string) => async (wid: Wid) =>
  send({ type: 'chat-state', chat: String(wid), state });

class ServerStatusCodeError extends Error {
  override readonly name = 'ServerStatusCodeError';
}

define('WAWebSyncGatingUtils', { isPlaceholderMessageResendEnabled: () => false });
define('WAWebNonMessageDataRequestPlaceholderMessageResendUtils', {
  handlePlaceholderMsgsSeen: async () => {},
});
define('WAWebBackendJobsCommon', { mediaTypeFromProtobuf: () => null });
define('WAWebE2EProtoUtils', { typeAttributeFromProtobuf: () => 'text' });
define('WAWebPresenceChatAction', {
  sendPresenceAvailable: async () => {},
  sendPresenceUnavailable: async () => {},
});
define('WAWebChatStateBridge', {
  sendChatStateComposing: chatState('composing'),
  sendChatStateRecording: chatState('recording'),
  sendChatStatePaused: chatState('paused'),
});
define('WAWebContactProfilePicThumbBridge', {
  requestProfilePicFromServer: async (_chat: ChatModel) => {
    throw new ServerStatusCodeError('404');
  },
});
define('WAWebPhoneUtils', {
  formattedPhoneNumber: (jid: string) => `+${jid.split('@')[0]}`,
});
define('WAWap', {
  generateId: () => crypto.randomUUID(),
  wap: (tag: string, attributes: object, content: unknown) => ({ tag, attributes, content }),
});
interface Stanza {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly Stanza[] | undefined;
}

define('WADeprecatedSendIq', {
  async deprecatedCastStanza({ tag, content }: Stanza) {
    const reject = tag === 'call' ? content?.find((each) => each.tag === 'reject') : undefined;
    if (reject) send({ type: 'rejected-call', id: reject.attributes['call-id'] ?? '' });
  },
});
