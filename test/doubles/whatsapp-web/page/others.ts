import { define } from './require.ts';
import type { MsgModel } from './messages.ts';

define('WAWebSyncGatingUtils', { isPlaceholderMessageResendEnabled: () => false });
define('WAWebAddonReactionTableMode', { reactionTableMode: { bulkUpsert: async () => {} } });
define('WAWebAddonPollVoteTableMode', { pollVoteTableMode: { bulkUpsert: async () => {} } });
define('WAWebBackendJobsCommon', { mediaTypeFromProtobuf: () => null });
define('WAWebE2EProtoUtils', { typeAttributeFromProtobuf: () => 'text' });
define('WAWebQuotedMsgModelUtils', {
  getQuotedMsgObj: (message: MsgModel) => message['quotedMsg'],
});
define('WAWebPresenceChatAction', {
  sendPresenceAvailable: async () => {},
  sendPresenceUnavailable: async () => {},
});
