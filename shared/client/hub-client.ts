import type { ConversationId, MessageId } from '../domain/ids.ts';
import { can } from '../domain/rights.ts';
import { MAX_CLIENT_FRAME_BYTES } from '../protocol/frames.ts';
import type { CommandFrame, DeltaFrame, WelcomeFrame } from '../protocol/frames.ts';
import { utf8Length } from '../util/utf8-length.ts';
import { ChangeBatch } from './change-batch.ts';
import type { ClientClock } from './clock.ts';
import { commandFailure, CommandTracker } from './command-tracker.ts';
import { Connection } from './connection.ts';
import type { ConnectionEvents } from './connection.ts';
import { noShelf } from './kept-replies.ts';
import type { ReplyShelf } from './kept-replies.ts';
import { PendingReplies } from './pending-replies.ts';
import type { SeenState } from './pending-replies.ts';
import { ReplicaStore } from './replica-store.ts';
import { seenState } from './seen-state.ts';
import { HostDrafts } from './shared-drafts.ts';
import { SyncPosition } from './sync-position.ts';
import { Timelines } from './timelines.ts';
import type { CommandFailure, ConnectTransport, HubClient } from './types.ts';
import { ViewLoader } from './view-loader.ts';

export interface HubClientOptions {
  readonly connect: ConnectTransport;
  readonly clock: ClientClock;
  /** Asked at every attempt; null: the session cookie of the page counts. */
  readonly token: () => Promise<string | null>;
  readonly clientInfo: { readonly name: string; readonly version: string };
  /** A second window beside its person's inbox; not unless told. */
  readonly isBeside?: boolean;
  /** A new UUID. */
  readonly newClientRef: () => string;
  /** Where replies outlive a crash of this screen; nowhere unless given. */
  readonly shelf?: ReplyShelf;
  /** 0 (included) to 1. */
  readonly random: () => number;
  /** How many conversations or messages are read at a time, at most 200; 50 unless told. */
  readonly pageSize?: number;
}

/** Makes the client of one screen; nothing happens before `start`. */
export function createHubClient(options: HubClientOptions): HubClient {
  const { pageSize = 50 } = options;
  const changes = new ChangeBatch();
  const drafts = new HostDrafts();

  const tracker = new CommandTracker((frame) => sendCommand(frame));
  const position = new SyncPosition(options.clock, (seq) => connection.send({ t: 'ack', seq }));

  const timelines = new Timelines({
    pageSize,
    readHistory: (params) => tracker.run('conversation.history', params),
    onRead: (conversation, messages) => {
      replica.merge([conversation]);
      replica.messagesRead(messages);
    },
    onMerged(id, into) {
      replica.merge([into]);
      replica.merged(id, into.id, into.revision);
    },
    keepsDeleted: () => replica.me !== null && can(replica.me.role, 'see-deleted'),
    changed: (id) => changes.timeline(id),
    batch: (work) => changes.run(work),
  });

  const replies: PendingReplies = new PendingReplies({
    send: (params) => tracker.run('reply.send', params),
    isOnline: () => connection.isOnline,
    me: () => replica.me?.id ?? null,
    now: () => options.clock.now(),
    journalId: () => position.point?.journalId ?? null,
    shelf: options.shelf ?? noShelf,
    newClientRef: options.newClientRef,
    seen: (id, failure) => seenNow(id, failure),
    onSent: ({ message, conversation }) => {
      timelines.apply(message.conversationId, {
        kind: 'message.queued',
        conversationId: message.conversationId,
        message,
      });
      replica.merge([conversation]);
    },
    changed: (id) => changes.pending(id),
    batch: (work) => changes.run(work),
  });

  const replica: ReplicaStore = new ReplicaStore(changes, timelines, replies);
  const views = new ViewLoader(
    { pageSize, readPage: (params) => tracker.run('conversation.list', params) },
    replica,
  );

  const events: ConnectionEvents = {
    resumePoint: () => position.point,
    onWelcome: (frame) => welcome(frame),
    onFrame(frame) {
      if (frame.t === 'delta') return applyDelta(frame);
      if (frame.t === 'number') replica.setNumber(frame.state);
      else if (frame.t === 'trouble') replica.setTrouble(frame.trouble);
      else if (frame.t === 'office') replica.setOffice(frame.office);
      else if (frame.t === 'hours') replica.setHours(frame.hours);
      else if (frame.t === 'draft') drafts.changed(frame.draft, frame.revision);
      else if (frame.t === 'answering') replica.setAnswering(frame);
      else tracker.result(frame);
      return true;
    },
    onGarbled: () => position.forget(),
    onOnline() {
      tracker.online();
      replies.resume();
      views.resume();
    },
    onLost(code) {
      position.lost();
      replica.forgetAnswering();
      tracker.lost(code === 'bad-frame' ? NOT_TAKEN : null);
    },
    onOver(code) {
      replica.forgetAnswering();
      if (code === 'signed-out') position.forget();
      else position.lost();
      tracker.over();
    },
  };
  const connection = new Connection(options, events);

  function sendCommand(frame: CommandFrame): CommandFailure | null {
    const text = JSON.stringify(frame);
    if (utf8Length(text) > MAX_CLIENT_FRAME_BYTES) return NOT_TAKEN;
    connection.sendText(text);
    return null;
  }

  function welcome(frame: WelcomeFrame): boolean {
    const isSomebodyElse = replica.me !== null && replica.me.id !== frame.me.id;
    if (isSomebodyElse && frame.mode === 'resumed') return false;
    if (!position.welcome(frame)) return false;
    // What one agent asked is not asked again in another's name.
    if (isSomebodyElse) tracker.over();
    tracker.started();
    drafts.welcome(frame);
    const depths = views.depths();
    changes.run(() => {
      replica.welcome(frame);
      if (frame.mode === 'resumed') return;
      timelines.forget();
      if (replica.settings) void loadSettings();
      views.reread(depths);
    });
    return true;
  }

  async function loadSettings() {
    const reply = await tracker.run('settings.get', {});
    if (reply.ok) replica.settingsRead(reply.value);
    return reply;
  }

  function applyDelta(frame: DeltaFrame): boolean {
    const place = position.place(frame);
    if (place === 'gap') connection.reconnect();
    if (place !== 'next') return true;
    position.applied(frame);
    replica.apply(frame);
    views.keepUp();
    return true;
  }

  function seenNow(id: ConversationId, failure: CommandFailure | null): SeenState {
    const conversation = replica.conversations.get(id);
    const onScreen = timelines.seen(id);
    const state = seenState(conversation, onScreen, failure);
    if (failure && state.lastSeenMessageId !== null) {
      timelines.markSeen(id, state.lastSeenMessageId);
    }
    return state;
  }

  return {
    get status() {
      return connection.status;
    },
    replica,
    drafts,
    hostNow: () => options.clock.now() + connection.hostAhead,
    start() {
      tracker.started();
      connection.start();
    },
    stop: () => connection.stop(),
    retryNow: () => connection.retryNow(),
    onStatus: (listener) => connection.onStatus(listener),
    command: (name, params) => tracker.run(name, params),
    loadSettings,
    loadView: (view) => views.load(view),
    chooseTag: (tagId) => views.chooseTag(tagId),
    openTimeline: (id: ConversationId, around?: MessageId) => timelines.open(id, around ?? null),
    loadOlder: (id) => timelines.load(id, 'older'),
    loadNewer: (id) => timelines.load(id, 'newer'),
    closeTimeline: (id) => timelines.close(id),
    reply: (id, body, quote = null) => replies.add(id, body, quote),
    sendHeld: (clientRef) => replies.sendHeld(clientRef),
    takeBack: (clientRef) => replies.takeBack(clientRef),
    forgetPending: () => replies.forget(),
  };
}

const NOT_TAKEN = commandFailure('bad-params', 'The host does not take this: it is too large.');
