import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { plannedOnce } from '#main/store/connection.ts';
import type { Prepares, Query } from '#main/store/connection.ts';
import { DeferredWork } from '#main/store/deferred-work.ts';
import { migrate } from '#main/store/migrate.ts';
import { Heads } from '#main/store/heads.ts';
import { LateConversations } from '#main/store/late-conversations.ts';
import { NextIds } from '#main/store/next-ids.ts';
import { searchIndex } from '#main/store/search-index.ts';
import { txOf } from '#main/store/unit-of-work.ts';
import { silentLog } from '#test/doubles/log.ts';

/** Everything that a unit or a read may run, with what SQLite means to do for it. */
function plans(): ReadonlyMap<string, string> {
  const database = new Database(':memory:');
  migrate(database, silentLog);
  const found = new Map<string, string>();
  const connection: Prepares = {
    prepare<Values extends (string | number | null)[], Row>(name: string, sql: string) {
      const values = Array.from(sql.matchAll(/\?/g), () => 1);
      const steps = database.prepare<number[], { detail: string }>(
        `EXPLAIN QUERY PLAN ${plannedOnce(sql)}`,
      );
      found.set(
        name,
        steps
          .all(...values)
          .map(({ detail }) => detail)
          .join('; '),
      );
      const query: Query<Values, Row> = {
        get: () => undefined,
        all: () => [],
        run: () => ({ changes: 0, lastInsertRowid: 0 }),
      };
      return query;
    },
  };
  const deferred = new DeferredWork();
  const index = searchIndex(connection, deferred);
  const late = new LateConversations(connection);
  txOf({ connection, index, deferred, ids: new NextIds(connection), heads: new Heads(), late });
  database.close();
  return found;
}

const all = plans();

/** Why these may walk through a whole index or table. */
const MAY_SCAN = new Map([
  ['sessions.move', 'a handful of rows, once in the life of most hosts'],
  ['agents.all', 'a handful of rows'],
  ['sessions.all', 'a handful of rows'],
  ['computers.all', 'a handful of rows'],
  ['tries.all', 'a handful of rows, once at start'],
  ['secondFactors.all', 'a handful of rows'],
  ['tries.forgetOutside', 'the wrong tries of one day, each of which waits longer than this takes'],
  ['presence.all', 'a handful of rows'],
  ['conversations.page.all', 'in the order of its index, as far as the page goes'],
  ['conversations.counts.open', 'an index of the open ones alone, once at start'],
  ['coverage.numbers', 'a handful of rows'],
  ['coverage.links', 'a handful of rows'],
  ['coverage.gaps', 'an index of the open ones alone'],
  ['coverage.closed', 'an index, as far as the limit goes'],
  ['coverage.putGap', 'the end of an index'],
  ['messages.withPendingMedia', 'an index of the pending ones alone'],
  ['messages.settled', 'whoever asks for these asks for nearly all there are'],
  ['conversations.search.phone.count', 'an index of the numbers alone'],
  ['conversations.search.phone.few', 'an index of the numbers alone'],
  ['conversations.search.phone.many', 'as far as it takes, with an index of the numbers alone'],
  ['conversations.search.name.count', 'over the thousand rows it counts'],
  ['conversations.search.name.many', 'as far as it takes'],
  ['conversations.search.field.count', 'over the thousand rows it counts'],
  ['conversations.search.field.many', 'as far as it takes'],
  ['contacts.fieldUses', 'an admin looks at the fields'],
  ['definedFields.all', 'a handful of rows'],
  ['merges.under', 'over the few it found'],
  ['settings.all', 'a handful of rows'],
  ['labels.tags', 'a handful of rows'],
  ['ownStatuses.all', 'a handful of rows'],
  ['quickReplies.all', 'a few hundred rows, of which most are asked for'],
  ['labels.outcomes', 'a handful of rows'],
  ['bot.flows', 'twenty flows with fifty versions at most, for an admin’s page'],
  ['bot.cover', 'one row'],
  ['bot.runs', 'as many as customers talk to the chatbot right now, when it is switched off'],
  ['bot.nextDue', 'the beginning of an index'],
  ['conversations.waits.queue_at.count', 'an index of those in the queue alone'],
  ['conversations.waits.queue_at.first', 'the beginning of an index'],
  ['conversations.waits.waiting_since.count', 'an index of those who wait alone'],
  ['conversations.waits.waiting_since.first', 'the beginning of an index'],
  ['conversations.page.all.seen', 'in the order of its index, as far as the page goes'],
  ['conversations.page.closed.seen', 'in the order of its index, as far as the page goes'],
  ['conversations.search.phone.seen', 'an index of the numbers alone'],
  ['conversations.seen.open', 'an index of the open ones alone'],
  ['conversations.seen.snoozed', 'an index of the snoozed ones alone'],
  ['conversations.waits.queue_at.seen.count', 'an index of those in the queue alone'],
  ['conversations.waits.queue_at.seen.first', 'the beginning of an index'],
  ['conversations.waits.waiting_since.seen.count', 'an index of those who wait alone'],
  ['conversations.waits.waiting_since.seen.first', 'the beginning of an index'],
  ['hours.plans', 'a handful of rows'],
  ['hours.overrides', 'a few a month, read when the hours change'],
  ['conversations.page.closed', 'in the order of its index, as far as the page goes'],
  ['conversations.counts.snoozed', 'an index of the snoozed ones alone, once at start'],
  ['conversations.counts.mentions', 'an index of the unseen ones alone, once at start'],
  ['conversations.silent', 'an index of the open ones alone'],
  ['earlyActions.keys', 'those of a month, once in a process'],
  ['chain.newest', 'the ends of two tables, once in a process'],
]);

/** Why these may sort. */
const MAY_SORT = new Map([
  ['conversations.page.tagged', 'those with one tag alone, and few of all have it'],
  ['conversations.page.tagged.after', 'those with one tag alone, and few of all have it'],
  ['messages.unseen', 'late messages are out of order; only the first ones are kept'],
  ['conversations.search.name.few', 'a thousand rows at most'],
  ['conversations.search.phone.few', 'a thousand rows at most'],
  ['merges.under', 'a handful of rows'],
  ['computers.users', 'a handful of rows'],
  ['conversations.search.field.few', 'a thousand rows at most'],
  ['contacts.fieldUses', 'an admin looks at the fields'],
  ['definedFields.all', 'a handful of rows'],
  ['conversations.page.tagged.seen', 'those with one tag alone, and few of all have it'],
  ['conversations.page.tagged.seen.after', 'those with one tag alone, and few of all have it'],
  ['conversations.search.name.seen', 'what a name finds, while agents do not see everything'],
  ['conversations.search.phone.seen', 'what digits find, while agents do not see everything'],
  ['conversations.search.field.seen', 'what a value finds, while agents do not see everything'],
  ['messages.byMediaHash.seen', 'the messages with one file'],
]);

test('no query scans a table or sorts, but those that may', () => {
  expect(all.size).toBeGreaterThan(40);
  const scans = /SCAN (?!\w+ VIRTUAL TABLE)/;
  for (const [name, plan] of all) {
    if (!MAY_SCAN.has(name)) expect(plan, name).not.toMatch(scans);
    if (!MAY_SORT.has(name)) expect(plan, name).not.toContain('TEMP B-TREE');
  }
});

test.each([
  ['conversations.page.waiting.after', 'conversations_waiting (queue_at>?)'],
  ['conversations.page.mine', 'conversations_open (owner_id=?)'],
  ['conversations.page.mine.after', 'conversations_open (owner_id=? AND last_at<?)'],
  ['conversations.page.all', 'conversations_everyones'],
  ['conversations.page.all.after', 'conversations_everyones (last_at<?)'],
  ['conversations.counts.waiting', 'COVERING INDEX conversations_waiting'],
  ['conversations.counts.open', 'COVERING INDEX conversations_open'],
  ['conversations.page.closed.after', 'conversations_closed (last_at<?)'],
  ['conversations.page.snoozed', 'conversations_snoozed (owner_id=?)'],
  ['conversations.page.snoozed.after', 'conversations_snoozed (owner_id=? AND wake_at>?)'],
  ['conversations.page.mentions', 'mentions_by_time (agent_id=?)'],
  [
    'conversations.page.mentions.after',
    'mentions_by_time (agent_id=? AND (at,conversation_id)<(?,?))',
  ],
  ['conversations.toWake', 'conversations_waking (snoozed_until<?)'],
  ['conversations.notOpened', 'conversations_handed_over (handover_at<?)'],
  ['conversations.notAnswered', 'conversations_requested (request_at<?)'],
  ['conversations.first.snoozed_until', 'conversations_waking'],
  ['conversations.openOf', 'conversations_open (owner_id=?)'],
  ['journal.handling', 'journal_of_handling (conversation_id=? AND at>? AND at<?)'],
  ['messages.newest', 'messages_timeline (conversation_id=?)'],
  ['messages.before', 'messages_timeline (conversation_id=? AND at<?)'],
  ['messages.after', 'messages_timeline (conversation_id=? AND at>?)'],
  ['messages.newestOf', 'messages_timeline (conversation_id=?)'],
  ['coverage.gaps', 'coverage_gaps_open'],
  ['coverage.closed', 'coverage_gaps_closed'],
  ['messages.byKey', 'messages_by_key (wa_key=?)'],
  ['messages.byClientRef', 'messages_by_client_ref (agent_id=? AND client_ref=?)'],
  ['messages.byMediaHash', 'messages_by_media (media_hash=?)'],
  ['messages.unsettled', 'messages_unsettled (state=?)'],
  ['messages.withPendingMedia', 'messages_pending_media'],
  ['contacts.byPhone', 'contacts_by_phone (phone=?)'],
  ['conversations.search.phone.count', 'COVERING INDEX contacts_numbers'],
  ['conversations.search.name.many', 'c USING INDEX conversations_all'],
  ['conversations.search.phone.many', 'c USING INDEX conversations_all'],
  ['journal.steps-of', 'journal_steps (<expr>=?)'],
  ['reports.open-episode', 'report_episodes_of (conversation_id=? AND ended_seq=?)'],
  ['reports.last-ended', 'report_episodes_of (conversation_id=? AND ended_seq>?)'],
  ['reports.count-episodes', 'COVERING INDEX report_episodes_of (conversation_id=?)'],
  ['reports.wait-ended-by', 'report_waits_by_message (message_id=?)'],
  ['conversations.waits.waiting_since.first', 'conversations_unanswered'],
  ['bot.newest', 'PRIMARY KEY (id=?)'],
  ['bot.run', 'INTEGER PRIMARY KEY (rowid=?)'],
  ['bot.due', 'bot_runs_by_due (due>? AND due<?)'],
  ['bot.nextDue', 'bot_runs_by_due'],
  ['surveys.open', 'surveys_open (conversation_id=?)'],
  ['surveys.due', 'surveys_due (due_at<?)'],
  ['surveys.nextDue', 'surveys_due'],
  ['surveys.byMessage', 'surveys_by_message (message_id=?)'],
  ['surveys.lastAsked', 'surveys_asked (conversation_id=? AND asked_at>?)'],
  ['journal.after', 'INTEGER PRIMARY KEY (rowid>?)'],
  [
    'audit.lines',
    'SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?); SEARCH j USING INTEGER',
  ],
  [
    'audit.lines.topic',
    'SEARCH a USING COVERING INDEX audit_by_topic (topic=? AND seq>? AND seq<?)',
  ],
  ['audit.lines.person', 'SEARCH a USING PRIMARY KEY (agent_id=? AND seq>? AND seq<?)'],
  ['audit.lines.person-topic', 'SEARCH a USING PRIMARY KEY (agent_id=? AND seq>? AND seq<?)'],
])('%s goes by %s', (name, access) => {
  expect(all.get(name)).toContain(access);
});

test('the newest found messages come first without sorting', () => {
  // 'M' is the match, 192 the order by rowid, downwards: see xBestIndex in fts5_main.c.
  expect(all.get('messages.search')).toContain('SCAN t VIRTUAL TABLE INDEX 192:M');
});
