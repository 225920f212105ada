import { beforeEach, describe, expect, test } from 'vitest';
import { Alerts } from '#renderer/state/alerts/alerts.ts';
import type { AlertDesk } from '#renderer/state/alerts/alerts.ts';
import { conversationPlace, INBOX } from '#renderer/state/place.ts';
import type { Place } from '#renderer/state/place.ts';
import type { ReplicaChange } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { aConversation, anAgent } from '#test/doubles/client/builders.ts';

const last = {
  messageId: 1,
  at: 1,
  author: { type: 'contact' },
  kind: 'text',
  text: 'Is it ready?',
  state: 'received',
};

let options: Record<string, boolean>;
let status: AgentStatus;
let place: Place;
let isLookedAt: boolean;
let mayAlert: boolean;
let now: number;
let sounds: string[];
let notices: { title: string; body: string; tag: string; onClick: () => void }[];
let conversations: Map<ConversationId, Conversation>;
let changes: Emitter<ReplicaChange>;
let alerts: Alerts;

beforeEach(() => {
  options = { sound: true, notices: true, waiting: true, preview: true };
  status = 'online';
  place = INBOX;
  isLookedAt = false;
  mayAlert = true;
  now = 100_000;
  sounds = [];
  notices = [];
  conversations = new Map();
  changes = new Emitter();
  const desk: AlertDesk = {
    client: { replica: { conversations, on: (listener) => changes.on(listener) } },
    people: { me: anAgent(1) },
    presence: { statusOf: () => status },
    router: {
      get place() {
        return place;
      },
      go: (next) => (place = next),
    },
    alertChoice: { is: (option) => options[option] ?? false },
    nameOf: ({ name }) => name,
  };
  alerts = new Alerts(desk, {
    isLookedAt: () => isLookedAt,
    mayAlert: () => mayAlert,
    chime: (kind) => void sounds.push(kind),
    notice: (notice) => void notices.push(notice),
    elapsed: () => now,
  });
});

/** Their customers have just written. */
function write(...all: Conversation[]): void {
  for (const conversation of all) conversations.set(conversation.id, conversation);
  const ids = all.map(({ id }) => id);
  changes.emit({ slice: 'conversations', ids, moves: new Map(), lost: [], written: new Set(ids) });
}

const waiting = (id = 1) => aConversation(id, { last });
const mine = (id = 1) => aConversation(id, { state: 'open', ownerId: 1, last });

describe('a customer who writes', () => {
  test('calls who works in another window, and a click leads to the chat', () => {
    write(waiting());
    expect(sounds).toEqual(['queue']);
    expect(notices).toMatchObject([{ title: 'Customer 1', body: 'Is it ready?' }]);
    notices[0]!.onClick();
    expect(place).toEqual(conversationPlace(1 as ConversationId));
  });

  test('is heard and not shown at the window itself, and neither in the open chat', () => {
    isLookedAt = true;
    write(mine());
    expect([sounds, notices]).toEqual([['mine'], []]);
    now += 60_000;
    place = conversationPlace(1 as ConversationId);
    write(mine());
    expect(sounds).toHaveLength(1);
    isLookedAt = false;
    write(mine());
    expect([sounds.length, notices.length]).toEqual([2, 1]);
  });

  test('of a colleague’s chat calls nobody else', () => {
    write(aConversation(1, { state: 'open', ownerId: 2, last }));
    write(aConversation(2, { state: 'closed', last }));
    expect([sounds, notices]).toEqual([[], []]);
  });

  test.each(['on-break', 'offline'] as const)(
    'and waits leaves who is %s in peace, but for their own chats',
    (chosen) => {
      status = chosen;
      write(waiting());
      expect(sounds).toEqual([]);
      write(mine(2));
      expect(sounds).toEqual(['mine']);
    },
  );

  test('is called for as this device wants it', () => {
    options = { sound: false, notices: true, waiting: true, preview: false };
    write(waiting());
    expect([sounds, notices[0]?.body]).toEqual([[], 'Waits for an answer']);
    options = { sound: true, notices: false, waiting: false, preview: true };
    write(waiting(2));
    expect([sounds, notices.length]).toEqual([[], 1]);
    write(mine(3));
    expect([sounds, notices.length]).toEqual([['mine'], 1]);
  });

  test('is told by one of several pages in a browser', () => {
    mayAlert = false;
    write(mine());
    expect([sounds, notices]).toEqual([[], []]);
  });
});

describe('many at once', () => {
  test('make one sound and, from the fourth on, one notice that counts', () => {
    write(...[1, 2, 3, 4, 5].map(waiting));
    expect(sounds).toHaveLength(1);
    expect(notices.map(({ tag }) => tag)).toEqual([
      'deskline-1',
      'deskline-2',
      'deskline-3',
      'deskline-crowd',
      'deskline-crowd',
    ]);
    expect(notices.at(-1)?.title).toBe('5 chats have news');
    notices.at(-1)!.onClick();
    expect(place).toEqual(INBOX);
  });

  test('are heard again when some time has passed', () => {
    write(waiting(1));
    now += 2_999;
    write(waiting(2));
    now += 1;
    write(waiting(3));
    expect(sounds).toHaveLength(2);
  });
});

test('what colleagues do with one’s chats is told likewise', () => {
  alerts.tell('Ben handed Customer 1 over to you', mine());
  expect(sounds).toEqual(['mine']);
  expect(notices).toMatchObject([{ title: 'Ben handed Customer 1 over to you', body: '' }]);
});

test('nothing is told of a list that was read, or when it is over', () => {
  conversations.set(1 as ConversationId, waiting());
  const read = { slice: 'conversations', ids: [1 as ConversationId] } as const;
  changes.emit({ ...read, moves: new Map(), lost: [], written: new Set() });
  alerts.close();
  write(waiting());
  expect([sounds, notices]).toEqual([[], []]);
});
