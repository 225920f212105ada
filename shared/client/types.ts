import type { Agent } from '../domain/agent.ts';
import type { Conversation, Counts } from '../domain/conversation.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Draft } from '../domain/draft.ts';
import type { HoursNow } from '../domain/hours/now.ts';
import type { AgentId, ClientRef, ConversationId, MessageId, TagId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Labels } from '../domain/labels.ts';
import type { Message } from '../domain/message.ts';
import type { LostConversation, Move } from '../domain/move.ts';
import type { LinkState } from '../domain/number.ts';
import type { Office } from '../domain/office.ts';
import type { AgentPresence } from '../domain/presence.ts';
import type { SessionEnd } from '../domain/session.ts';
import type { Settings } from '../domain/settings.ts';
import type { Trouble } from '../domain/trouble.ts';
import type { CommandName, CommandParams, CommandResult } from '../protocol/commands/index.ts';
import type { ConversationView } from '../protocol/commands/conversation.ts';
import type { ReplyBody } from '../protocol/commands/reply.ts';
import type { ByeCode } from '../protocol/frames.ts';
import type { Unsubscribe } from '../util/emitter.ts';
import type { Result } from '../util/result.ts';

/** One connection's worth of text frames; a WebSocket in a browser, `ws` in tests. */
export interface Transport {
  send(text: string): void;
  close(): void;
}

export interface TransportEvents {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
}

export type ConnectTransport = (events: TransportEvents) => Transport;

export type ClientStatus =
  | { readonly name: 'stopped' }
  | { readonly name: 'connecting' }
  | { readonly name: 'online' }
  /** The session is: its person has to say the password again. */
  | { readonly name: 'locked'; readonly me: Agent }
  /** Not connected; the next attempt is at `retryAt` (Unix ms). */
  | { readonly name: 'offline'; readonly retryAt: number }
  /** Needs a person: sign in again, or reload for a newer version. Does not retry. */
  | {
      readonly name: 'ended';
      readonly code: Extract<ByeCode, 'signed-out' | 'version'>;
      /** With `signed-out`: why. */
      readonly end?: SessionEnd;
    };

/** A failed command; `details` are the failure's own properties, as the command documents them. */
export interface CommandFailure {
  readonly ok: false;
  /** The command's own codes, the common ones, or `disconnected` (nobody knows if it was done). */
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type CommandReply<N extends CommandName> = Result<CommandResult<N>, CommandFailure>;

/** A reply on its way to the host, or held there for the agent to decide. */
export interface PendingReply {
  readonly clientRef: ClientRef;
  readonly conversationId: ConversationId;
  readonly body: ReplyBody;
  /** The message that it answers. */
  readonly quote: MessageId | null;
  readonly writtenAt: number;
  /** `sending`: also while offline; goes out by itself, once, when the host is back. */
  readonly state: 'sending' | 'held' | 'failed';
  /**
   * Why it is held or failed. For `unseen-messages` the timeline shows what is new;
   * `written-earlier`: it was found on this device long after it was written.
   */
  readonly failure: CommandFailure | null;
}

/** The loaded stretch of a conversation, in timeline order without holes. */
export interface Timeline {
  readonly conversationId: ConversationId;
  readonly messages: readonly Message[];
  /** What happened between people in that stretch, in order; those without a message around it too. */
  readonly events: readonly JournalEntry[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface ViewPage {
  readonly isLoaded: boolean;
  readonly hasMore: boolean;
}

/** What changed in the replica; screens look at what they show and leave the rest alone. */
export type ReplicaChange =
  | {
      readonly slice:
        | 'session'
        | 'agents'
        | 'counts'
        | 'number'
        | 'coverage'
        | 'labels'
        | 'number-history'
        | 'trouble'
        | 'presence'
        | 'answering'
        | 'office'
        | 'hours'
        | 'settings'
        | 'audit'
        | 'backups'
        | 'chatbot'
        | 'rules'
        | 'merges'
        | 'views';
    }
  | {
      readonly slice: 'conversations';
      readonly ids: readonly ConversationId[];
      /** What a delta says of how they came to whom they are with, the last of each. */
      readonly moves: ReadonlyMap<ConversationId, Move>;
      /** What a delta says of those that this person had, or asked for, and does not see any more. */
      readonly lost: readonly LostConversation[];
      /** Those whose customers have just written, by what a delta says. */
      readonly written: ReadonlySet<ConversationId>;
    }
  | { readonly slice: 'timeline'; readonly conversationId: ConversationId }
  | { readonly slice: 'pending'; readonly conversationId: ConversationId }
  /** Everything was forgotten after a snapshot; open timelines and views are read anew. */
  | { readonly slice: 'all' };

/**
 * What this screen knows of the host's state, kept current by deltas. Every value is immutable and
 * stays the same object until it changes, except the map of `conversations`, which is changed in
 * place (it may have thousands): `on` says which of them are new.
 */
export interface Replica {
  readonly me: Agent | null;
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly counts: Counts;
  readonly number: LinkState;
  /** How far back everything is here, and where something may be missing. */
  readonly coverage: Coverage;
  /** The tags and outcomes of this office, retired ones included. */
  readonly labels: Labels;
  /** Why the host cannot store anything right now; null while it can. */
  readonly trouble: Trouble | null;
  /** Whoever is missing was never here. */
  readonly presence: ReadonlyMap<AgentId, AgentPresence>;
  /** Who writes an answer where, this agent included; nobody while offline. */
  readonly answering: ReadonlyMap<ConversationId, readonly AgentId[]>;
  /** What every screen needs to know of the settings. */
  readonly office: Office;
  /** Whether the office is open, and who is working. */
  readonly hours: HoursNow;
  /** Null until `loadSettings`; afterwards kept current. For admins alone. */
  readonly settings: Settings | null;
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  /**
   * A view as far as its pages were read, in its order. Empty until `loadView`; while `hasMore`,
   * conversations beyond the last page are left out, as there would be holes between them.
   */
  list(view: ConversationView): readonly Conversation[];
  view(view: ConversationView): ViewPage;
  /** Which tag the view `tagged` is about. */
  readonly tagId: TagId | null;
  /** Which conversation has what this one had: another one after a merge. */
  current(id: ConversationId): ConversationId;
  timeline(id: ConversationId): Timeline | null;
  pending(id: ConversationId): readonly PendingReply[];
  on(listener: (change: ReplicaChange) => void): Unsubscribe;
}

/**
 * `all`: with a welcome; what is not among them the host has not. `one`: from another screen; it
 * counts unless something of a larger revision was saved here.
 */
export type DraftNews =
  | { readonly type: 'all'; readonly drafts: readonly Draft[] }
  | { readonly type: 'one'; readonly draft: Draft; readonly revision: number };

/** What this agent has begun to write, as the host has it. */
export interface SharedDrafts {
  /** As of the last welcome; null before the first. */
  readonly all: readonly Draft[] | null;
  on(listener: (news: DraftNews) => void): Unsubscribe;
}

/** The one way in for every screen. Connects, resumes, applies deltas, repeats what may be repeated. */
export interface HubClient {
  readonly status: ClientStatus;
  readonly replica: Replica;
  readonly drafts: SharedDrafts;
  /** The host's time, which everything it says goes by; Unix ms. This PC's clock may be wrong. */
  hostNow(): number;
  start(): void;
  stop(): void;
  retryNow(): void;
  onStatus(listener: (status: ClientStatus) => void): Unsubscribe;
  /**
   * Never rejects. A repeatable command waits for the connection and is sent again after a lost
   * one; another fails with `disconnected` when the answer did not come.
   */
  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandReply<N>>;

  /** Reads a page of a view into the replica: the first one, or the next when one is loaded. */
  loadView(view: ConversationView): Promise<void>;
  /** From now on the view `tagged` is about this tag; null: it is empty. */
  chooseTag(tagId: TagId | null): Promise<void>;
  /** Reads the settings into the replica; refused to who is no admin. */
  loadSettings(): Promise<CommandReply<'settings.get'>>;
  /** Reads the newest messages, or those around one; afterwards the timeline stays current. */
  openTimeline(
    id: ConversationId,
    around?: MessageId,
  ): Promise<CommandReply<'conversation.history'>>;
  loadOlder(id: ConversationId): Promise<void>;
  loadNewer(id: ConversationId): Promise<void>;
  /** Forgets the loaded messages. */
  closeTimeline(id: ConversationId): void;

  /**
   * Puts a reply on its way and shows it as pending; it ends as a message, held or failed. `quote`:
   * the message that it answers.
   */
  reply(conversationId: ConversationId, body: ReplyBody, quote?: MessageId | null): PendingReply;
  /**
   * The agent has seen what is new and sends the held or failed reply all the same; without its
   * quote, when that is what failed.
   */
  sendHeld(clientRef: ClientRef): void;
  /** Drops a held or failed reply and returns it, for the composer to edit. */
  takeBack(clientRef: ClientRef): PendingReply | null;
  /** This person is done here: nothing of theirs goes out later from this device. */
  forgetPending(): void;
}
