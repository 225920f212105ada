import { z } from 'zod';
import { agentNameSchema, agentSchema, passwordSchema, roleSchema } from '#shared/domain/agent.ts';
import * as kinds from '#shared/domain/content-kinds.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import {
  conversationSchema,
  conversationStateSchema,
  countsSchema,
  previewKindSchema,
  previewSchema,
} from '#shared/domain/conversation.ts';
import * as hoursNow from '#shared/domain/hours/now.ts';
import * as hoursPlan from '#shared/domain/hours/plan.ts';
import { spanSchema } from '#shared/domain/hours/span.ts';
import { weekSchema } from '#shared/domain/hours/week.ts';
import * as ids from '#shared/domain/ids.ts';
import { factSchema, journalEntrySchema } from '#shared/domain/journal.ts';
import {
  authorSchema,
  contentSchema,
  deliveryStateSchema,
  mediaKindSchema,
  mediaSchema,
  messageSchema,
  sendFailureSchema,
} from '#shared/domain/message.ts';
import { linkStateSchema } from '#shared/domain/number.ts';
import { officeSchema } from '#shared/domain/office.ts';
import * as presence from '#shared/domain/presence.ts';
import {
  conversationViewSchema,
  listCursorSchema,
} from '#shared/protocol/commands/conversation.ts';
import { replyBodySchema } from '#shared/protocol/commands/reply.ts';
import * as http from '#shared/protocol/http.ts';

interface NamedType {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Source file and the constant's name without "Schema", where its comments are. */
  readonly file: string;
  readonly key: string;
}

const type = (file: string, name: string, schema: z.ZodType): NamedType => ({
  name,
  schema,
  file: `shared/${file}.ts`,
  key: name.charAt(0).toLowerCase() + name.slice(1),
});

/** Types that frames and commands share, in the order in which they are explained. */
export const sharedTypes: readonly NamedType[] = [
  type('domain/conversation', 'Conversation', conversationSchema),
  type('domain/conversation', 'ConversationState', conversationStateSchema),
  type('domain/conversation', 'Preview', previewSchema),
  type('domain/conversation', 'PreviewKind', previewKindSchema),
  type('domain/conversation', 'Counts', countsSchema),
  type('domain/presence', 'AgentPresence', presence.agentPresenceSchema),
  type('domain/presence', 'AgentStatus', presence.agentStatusSchema),
  type('domain/presence', 'Answering', presence.answeringSchema),
  type('domain/office', 'Office', officeSchema),
  type('domain/hours/now', 'HoursNow', hoursNow.hoursNowSchema),
  type('domain/hours/now', 'OpenNow', hoursNow.openNowSchema),
  type('domain/hours/now', 'Because', hoursNow.becauseSchema),
  type('domain/hours/plan', 'OfficePlan', hoursPlan.officePlanSchema),
  type('domain/hours/plan', 'OwnPlan', hoursPlan.ownPlanSchema),
  type('domain/hours/week', 'Week', weekSchema),
  type('domain/hours/span', 'Span', spanSchema),
  type('domain/hours/plan', 'Holiday', hoursPlan.holidaySchema),
  type('domain/hours/plan', 'SpecialDay', hoursPlan.specialDaySchema),
  type('domain/hours/plan', 'HoursOwner', hoursPlan.hoursOwnerSchema),
  type('domain/hours/plan', 'Override', hoursPlan.overrideSchema),
  type('domain/contact', 'Contact', contactSchema),
  type('domain/message', 'Message', messageSchema),
  type('domain/message', 'Author', authorSchema),
  type('domain/message', 'Content', contentSchema),
  type('domain/content-kinds', 'ContactCard', kinds.contactCardSchema),
  type('domain/content-kinds', 'Money', kinds.moneySchema),
  type('domain/message', 'Media', mediaSchema),
  type('domain/message', 'MediaKind', mediaKindSchema),
  type('domain/message', 'DeliveryState', deliveryStateSchema),
  type('domain/message', 'SendFailure', sendFailureSchema),
  type('domain/journal', 'JournalEntry', journalEntrySchema),
  type('domain/journal', 'Fact', factSchema),
  type('domain/number', 'LinkState', linkStateSchema),
  type('domain/agent', 'Agent', agentSchema),
  type('domain/agent', 'Role', roleSchema),
  type('domain/agent', 'AgentName', agentNameSchema),
  type('domain/agent', 'Password', passwordSchema),
  type('protocol/commands/conversation', 'ConversationView', conversationViewSchema),
  type('protocol/commands/conversation', 'ListCursor', listCursorSchema),
  type('protocol/commands/reply', 'ReplyBody', replyBodySchema),
  type('protocol/http', 'Status', http.statusSchema),
  type('protocol/http', 'SetupRequest', http.setupRequestSchema),
  type('protocol/http', 'SignInRequest', http.signInRequestSchema),
  type('protocol/http', 'ChangePasswordRequest', http.changePasswordRequestSchema),
  type('protocol/http', 'SignOutRequest', http.signOutRequestSchema),
  type('protocol/http', 'Session', http.sessionSchema),
  type('protocol/http', 'BeginPairing', http.beginPairingSchema),
  type('protocol/http', 'PairingBegun', http.pairingBegunSchema),
  type('protocol/http', 'FinishPairing', http.finishPairingSchema),
  type('protocol/http', 'PairedResponse', http.pairedSchema),
  type('protocol/http', 'Upload', http.uploadSchema),
  type('protocol/http', 'HttpFailure', http.httpFailureSchema),
  type('domain/ids', 'AgentId', ids.agentIdSchema),
  type('domain/ids', 'ContactId', ids.contactIdSchema),
  type('domain/ids', 'ConversationId', ids.conversationIdSchema),
  type('domain/ids', 'MessageId', ids.messageIdSchema),
  type('domain/ids', 'Seq', ids.seqSchema),
  type('domain/ids', 'Epoch', ids.epochSchema),
  type('domain/ids', 'ClientRef', ids.clientRefSchema),
  type('domain/ids', 'MediaHash', ids.mediaHashSchema),
  type('domain/ids', 'WaMessageKey', ids.waMessageKeySchema),
  type('domain/ids', 'WaAddress', ids.waAddressSchema),
  type('domain/ids', 'Timestamp', ids.timestampSchema),
];

export const namedTypes = z.registry<{ id: string }>();
for (const { name, schema } of sharedTypes) namedTypes.add(schema, { id: name });
