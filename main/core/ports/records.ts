import type { FlowId } from '#shared/domain/bot/flow.ts';
import type { BotRun } from '#shared/domain/bot/run.ts';
import type { Computer } from '#shared/domain/computer.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type {
  AgentId,
  ComputerId,
  ConversationId,
  MediaHash,
  MessageId,
  WaAddress,
} from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { TriesOf } from '#shared/domain/sign-in-tries.ts';

/** `run` null: it began, and does not wait anywhere yet. */
export interface StoredRun {
  readonly conversationId: ConversationId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly run: BotRun | null;
}

/** The question about satisfaction after an episode. */
export interface Survey {
  readonly episodeId: number;
  /** Where the episode ended, whatever was merged since. */
  readonly conversationId: ConversationId;
  /** `asked`: it is the last thing asked; `over`: a number is an answer no more. */
  readonly phase: 'planned' | 'asked' | 'over';
  readonly dueAt: number;
  readonly closedBy: AgentId;
  /** The question; this and what follows null: it was not asked yet. */
  readonly messageId: MessageId | null;
  readonly askedAt: number | null;
  readonly answerBy: number | null;
  readonly language: string | null;
  /** Null: no answer. */
  readonly score: number | null;
  readonly answerId: MessageId | null;
  readonly thanksId: MessageId | null;
}

export type AgentDraft = Draft & { readonly agentId: AgentId };

/** Messages with ids above `afterMessage` are of this number, until the next link. */
export interface NumberLinkRow {
  readonly phone: string;
  readonly at: number;
  readonly afterMessage: number;
}

/** What one conversation took over from another, and what it takes to undo that. */
export interface ContactMerge {
  readonly goneId: ConversationId;
  readonly intoId: ConversationId;
  /** Both contacts as they were before. */
  readonly gone: Contact;
  readonly into: Contact;
  readonly episode: number;
  readonly at: number;
  readonly by: AgentId | null;
  readonly why: Extract<Fact, { kind: 'contact.merged' }>['why'];
  /** Messages with larger ids came afterwards. */
  readonly lastMessageId: number;
}

/** Which messages of a conversation go back to the one that had been merged into it. */
export interface GivenBack {
  readonly holderId: ConversationId;
  readonly goneId: ConversationId;
  /** `goneId` and everything that had been merged into that. */
  readonly homes: readonly ConversationId[];
  /** Where `goneId` had been merged into on its way to the holder, the holder included. */
  readonly via: readonly ConversationId[];
  /** Later messages that came from or went to these go as well. */
  readonly addresses: readonly WaAddress[];
  /** Later messages that were not handed over yet go too; null: they stay. */
  readonly unsentAfter: number | null;
}

/**
 * `gap-after`: messages with larger ids may have arrived after a gap that catch-up has not closed
 * yet; absent while nothing is missing. `complete-after`: up to this id nothing was missing when
 * the chats were last looked at. `heard-at`: when WhatsApp was last known to be connected.
 * `probed`: when the disk was last asked whether it writes. `ended-at`: when the host last ended in
 * order. `runs-since`: when it started; absent between its runs. `reports-stale`: the rows of reports
 * are to be made from the journal first. `served-N`: the position at which agent N was last given a
 * chat in turn. `browsers-as-before`: browsers of other PCs are let in since before it was a choice.
 */
export type MarkName =
  | 'gap-after'
  | 'complete-after'
  | 'heard-at'
  | 'probed'
  | 'ended-at'
  | 'reports-stale'
  | 'runs-since'
  | 'browsers-as-before'
  | `served-${number}`;

/** A file an agent put there to send; `mime` is what the browser said it is. */
export interface StoredUpload {
  readonly hash: MediaHash;
  readonly mime: string;
  readonly bytes: number;
  readonly by: AgentId;
  readonly at: number;
}

export interface StoredPassword {
  readonly hash: string;
  /** Somebody else made it up: it opens nothing but the change to one of their own. */
  readonly isTemporary: boolean;
}

/** The second step of somebody's sign-in. */
export interface StoredSecondFactor {
  /** Base32, shared with the app on their phone. */
  readonly secret: string;
  readonly since: number;
  /** Of the newest code that was used: it and what is older opens nothing any more. */
  readonly lastStep: number;
}

export interface StoredSession {
  readonly agentId: AgentId;
  readonly startedAt: number;
  readonly lastUsedAt: number;
  /** When somebody touched a screen of it last. */
  readonly activeAt: number;
  /** It opens nothing until its person says the password again. */
  readonly isLocked: boolean;
  /** What the browser or app says it is, and from where it came. */
  readonly device: string;
  readonly address: string;
  /** The paired PC that it is on, and opens something on alone. */
  readonly computerId: ComputerId | null;
  /** It is in a browser of another PC. */
  readonly isRemote: boolean;
}

export interface KnownComputer extends Computer {
  /** Null: not since it was paired. */
  readonly seenAt: number | null;
}

/** Wrong tries to sign in, in a row. */
export interface StoredTries {
  readonly key: string;
  readonly of: TriesOf;
  /** Whose account it is, where there is such a person. */
  readonly agentId: AgentId | null;
  readonly wrong: number;
  readonly triedAt: number;
  /** None is looked at before. */
  readonly until: number;
  readonly isLocked: boolean;
  /** Of the last try, as it was typed. */
  readonly name: string;
  readonly address: string;
}

export interface KnownSession extends StoredSession {
  readonly tokenHash: string;
}
