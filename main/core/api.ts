import type { Agent, Role } from '#shared/domain/agent.ts';
import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { HoursNow } from '#shared/domain/hours/now.ts';
import type { AgentId, ConversationId, MediaHash, Seq } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import type { LostConversation } from '#shared/domain/move.ts';
import type { LinkState } from '#shared/domain/number.ts';
import type { Logo } from '#shared/domain/logo.ts';
import type { Office } from '#shared/domain/office.ts';
import type { Answering } from '#shared/domain/presence.ts';
import type { OpenSession, SessionEnd } from '#shared/domain/session.ts';
import type { Trouble } from '#shared/domain/trouble.ts';
import type {
  CommandName,
  CommandParams,
  CommandResult,
  commands,
} from '#shared/protocol/commands/index.ts';
import type { ResumePoint, WelcomeFrame } from '#shared/protocol/frames.ts';
import type { commonFailureCodes } from '#shared/protocol/frames.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { Computers, Entrance } from './ports/entrance.ts';

/** What the domain offers to the hub, and all that the hub may use of it. */
export interface Core {
  readonly accounts: Accounts;
  readonly computers: Computers;
  readonly sync: Sync;
  readonly number: NumberStatus;
  readonly trouble: TroubleStatus;
  readonly presence: PresenceStatus;
  readonly answering: AnsweringStatus;
  readonly drafts: DraftStatus;
  readonly office: OfficeStatus;
  readonly hours: HoursStatus;
  readonly media: MediaAccess;
  readonly handlers: CommandHandlers;
}

export type CommandFailureCode<N extends CommandName> =
  (typeof commands)[N]['failures'][number] | (typeof commonFailureCodes)[number];

/** A failure's properties besides `ok`, `code` and `message` travel as its `details`. */
export type CommandOutcome<N extends CommandName> = Result<
  CommandResult<N>,
  Failure<CommandFailureCode<N>>
>;

/**
 * `params` have passed the command's schema; `screen` is the one that asks, for what is about it
 * alone. Throws only when an invariant is broken.
 */
export type CommandHandler<N extends CommandName> = (
  params: CommandParams<N>,
  caller: Agent,
  screen?: Screen,
) => Promise<CommandOutcome<N>>;

export type CommandHandlers = { readonly [N in CommandName]: CommandHandler<N> };

export interface SignedIn {
  readonly agent: Agent;
  /** Given to the client once; the host keeps only its digest. */
  readonly token: string;
  /** By which this person is known on that device later. */
  readonly device?: string;
}

export interface SignInAttempt {
  readonly name: string;
  readonly password: string;
  /** Of the second step, of whoever has one. */
  readonly code?: string | null | undefined;
  /** They were told where they are signed in, and end that. */
  readonly endOthers?: boolean | undefined;
  /** The session that the browser or app has already. */
  readonly ownToken?: string | null;
  /** What it was given when its person signed in on it before. */
  readonly knownDevice?: string | null | undefined;
}

/** Not even looked at; `retryAfter`: seconds until the next try is. */
export type TooManyTries = Failure<'too-many-attempts' | 'locked'> & {
  readonly retryAfter: number;
};

/** An account to which nobody gets in until then, from unknown devices or from its person's own. */
export interface Locked {
  readonly agentId: AgentId;
  readonly of: 'account' | 'device';
  readonly until: number;
}

export type NotLetIn = Failure<'wrong-credentials' | 'deactivated'> | TooManyTries;

/** The password is right, the second step is missing or wrong. */
export type NotProved = NotLetIn | Failure<'needs-code' | 'wrong-code'>;

/** Where they are signed in; whoever wants to come in all the same ends that. */
export type Elsewhere = Failure<'signed-in-elsewhere'> & {
  readonly sessions: readonly OpenSession[];
};

export interface Recovered {
  readonly agent: Agent;
  /** Sessions that ended. */
  readonly ended: number;
}

export type NotRecovered =
  (Failure<'not-found'> & { readonly names: readonly string[] }) | Failure<'deactivated'>;

/** What a token opens. */
export type SessionState =
  | { readonly name: 'open'; readonly agent: Agent }
  /** Until its person says the password again. */
  | { readonly name: 'locked'; readonly agent: Agent }
  | { readonly name: 'over'; readonly end: SessionEnd };

export interface Accounts {
  /** True until the first admin account exists. */
  needsSetup(): boolean;
  /** Makes the first admin. `code` is the one-time code that the host printed. */
  setup(
    request: { code: string; name: string; password: string },
    device: string,
    address?: string,
    entrance?: Entrance,
  ): Promise<Result<SignedIn, Failure<'wrong-code' | 'already-set-up' | 'weak-password'>>>;
  /** `device`: what the browser or app says it is; `address`: from where it comes. */
  signIn(
    request: SignInAttempt,
    device: string,
    address?: string,
    entrance?: Entrance,
  ): Promise<Result<SignedIn, NotProved | Elsewhere | Failure<'must-change-password'>>>;
  /**
   * One's own password, also a temporary one. Ends all sessions of this person but the one of
   * `ownToken`. Whoever has no session says the code of the second step as well, and with `enters`
   * has one then.
   */
  changePassword(
    request: NewOwnPassword,
    ownToken: string | null,
    device?: string,
    address?: string,
    entrance?: Entrance,
  ): Promise<Result<ChangedPassword, NotProved | Failure<'weak-password' | 'same-password'>>>;
  /** It opens nothing until its person says the password again. */
  lock(token: string): Promise<void>;
  unlock(
    request: { password: string; knownDevice?: string | null },
    token: string,
    device?: string,
    address?: string,
  ): Promise<Result<Agent, NotLetIn | (Failure<'signed-out'> & { readonly end: SessionEnd })>>;
  onLock(listener: (change: LockChange) => void): Unsubscribe;
  readonly secondFactor: OwnSecondFactor;
  /** By whoever can read the host's files: a temporary password for somebody by name. */
  recover(name: string, password: string): Promise<Result<Recovered, NotRecovered>>;
  /** The agent a token belongs to, or null when the session is unknown or over. */
  authenticate(token: string): Promise<Agent | null>;
  /** False: it was begun on a paired PC, and is shown on another one or none. */
  isOf(token: string, entrance: Entrance): boolean;
  /** The same, with why it is over. */
  sessionState(token: string): Promise<SessionState>;
  /** `hasDecided`: its person was asked what becomes of their chats. */
  signOut(token: string, hasDecided?: boolean): Promise<void>;
  /** A session ended: whoever still holds its connection closes it. */
  onEnded(listener: (session: EndedSession) => void): Unsubscribe;
  /** What `onEnded` names a session by. */
  digest(token: string): string;
}

export interface NewOwnPassword extends SignInAttempt {
  readonly newPassword: string;
  readonly enters?: boolean;
}

export interface ChangedPassword {
  readonly agent: Agent;
  /** Null: they had one, or did not want one. */
  readonly session: SignedIn | null;
}

/** For the app on the phone. */
export interface SecondFactorOffer {
  /** Base32, for whoever cannot scan. */
  readonly secret: string;
  /** As a QR code. */
  readonly uri: string;
}

/** Where they are, and what the browser or app says it is. */
export interface Caller {
  /** Of the session that asks. */
  readonly token: string;
  readonly device: string;
  readonly address: string;
  readonly knownDevice: string | null;
}

type Asked<T, F extends string = never> = Promise<
  Result<T, (Failure<'signed-out'> & { readonly end: SessionEnd }) | Failure<F>>
>;
type Proved<T, F extends string = never> = Promise<
  Result<T, NotProved | (Failure<'signed-out'> & { readonly end: SessionEnd }) | Failure<F>>
>;

/** The second step of one's own sign-in. */
export interface OwnSecondFactor {
  /** `since` null: there is none. */
  state(token: string): Asked<{ readonly since: number | null; readonly recoveryCodes: number }>;
  begin(password: string, caller: Caller): Proved<SecondFactorOffer, 'already-on'>;
  /** Answers the recovery codes, which nobody sees again. */
  confirm(code: string, token: string): Asked<readonly string[], 'wrong-code' | 'no-offer'>;
  renewCodes(
    proof: { readonly password: string; readonly code: string },
    caller: Caller,
  ): Proved<readonly string[], 'not-on'>;
  switchOff(
    proof: { readonly password: string; readonly code: string },
    caller: Caller,
  ): Proved<null, 'not-on'>;
}

export interface LockChange {
  /** Of its token. */
  readonly digest: string;
  readonly agentId: AgentId;
  readonly isLocked: boolean;
}

export interface EndedSession {
  /** Of its token. */
  readonly digest: string;
  readonly agentId: AgentId;
  /** Its person was asked what becomes of their chats. */
  readonly hasDecided: boolean;
  readonly end: SessionEnd;
}

/** One commit's worth of change; see the delta frame. */
export interface Delta {
  readonly after: Seq;
  readonly upTo: Seq;
  readonly entries: readonly JournalEntry[];
  readonly conversations: readonly Conversation[];
  readonly counts: Counts;
  /** As the conversations were before; only while not everybody sees everything. */
  readonly was?: ReadonlyMap<ConversationId, Conversation | null>;
  /** For who does not see everything: see the delta frame. */
  readonly gone?: readonly ConversationId[];
  readonly lost?: readonly LostConversation[];
  readonly coverage?: Coverage;
}

export interface Opening {
  readonly welcome: Pick<
    WelcomeFrame,
    | 'mode'
    | 'journalId'
    | 'seq'
    | 'me'
    | 'agents'
    | 'counts'
    | 'number'
    | 'coverage'
    | 'trouble'
    | 'presence'
    | 'answering'
    | 'drafts'
    | 'office'
    | 'hours'
    | 'labels'
  >;
  /** What the client missed, in order; ends at the journal's head as of the call. */
  readonly missed: readonly Delta[];
}

export interface Sync {
  /** Each commit's delta, right after the commit, in order, for everybody: see `forRole`. */
  on(listener: (delta: Delta) => void): Unsubscribe;
  /** Synchronous: subscribed in the same turn, a session misses nothing and gets nothing twice. */
  open(agent: Agent, resume: ResumePoint | null): Opening;
  /** The delta without the entries that this role must not see. Positions stay. */
  forRole(delta: Delta, role: Role): Delta;
  /** Whether nothing is kept from them but by their role: one frame is for all of these. */
  seesAll(agent: Agent): boolean;
  /** The delta for one who does not see everything, and what has come into their sight by it. */
  forAgent(
    delta: Delta,
    agent: Agent,
  ): { readonly delta: Delta; readonly came: readonly ConversationId[] };
  sees(agent: Agent, id: ConversationId): boolean;
  /** What this agent has by now is not what they would get after it: their screens begin anew. */
  beginsAnew(fact: Fact, agent: Agent): boolean;
}

export interface NumberStatus {
  /** Agents get no QR code. */
  stateFor(role: Role): LinkState;
  on(listener: () => void): Unsubscribe;
}

export interface TroubleStatus {
  /** Null while all is well. */
  readonly current: Trouble | null;
  on(listener: () => void): Unsubscribe;
}

/** One screen of an agent, for as long as it is connected. */
export interface Screen {
  readonly agentId: AgentId;
  /** Of its session. */
  readonly digest: string;
  /** Its connection is gone. Idempotent. */
  release(): void;
}

export interface PresenceStatus {
  /** A session's screen is there; `digest` names the session as `accounts.onEnded` does. */
  connected(agentId: AgentId, digest: string): Screen;
  /** One that stands beside another of theirs: whether they are here, it does not say. */
  beside(agentId: AgentId, digest: string): Screen;
}

export interface AnsweringStatus {
  /** Wherever somebody is writing now. */
  all(): readonly Answering[];
  /** Called with who writes in a conversation now, whenever that changes. */
  on(listener: (answering: Answering) => void): Unsubscribe;
}

/** For every screen of this agent but the one that it came from. */
export interface DraftChange {
  readonly agentId: AgentId;
  readonly draft: Draft;
  /** Of two the larger one was saved later, within one run of the host. */
  readonly revision: number;
  readonly screen: Screen | undefined;
}

export interface DraftStatus {
  on(listener: (change: DraftChange) => void): Unsubscribe;
}

/** What every screen needs to know of the settings. */
export interface OfficeStatus {
  readonly current: Office;
  readonly logo: Logo | null;
  on(listener: () => void): Unsubscribe;
}

/** Whether the office is open, and who is working. */
export interface HoursStatus {
  readonly current: HoursNow;
  on(listener: () => void): Unsubscribe;
}

export interface MediaAccess {
  /** Path and type of a file that this agent may see; null when there is none. */
  open(hash: MediaHash, agent: Agent): Promise<{ path: string; mime: string } | null>;
  /** Stores what an agent is about to send. Rejects with StoreError when the disk does not take it. */
  upload(
    bytes: AsyncIterable<Uint8Array>,
    mime: string,
    agent: Agent,
  ): Promise<{ hash: MediaHash; bytes: number }>;
}
