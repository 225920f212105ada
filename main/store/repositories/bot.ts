import type { Reads } from '#main/core/ports/reads.ts';
import type { StoredRun } from '#main/core/ports/records.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { botCoverSchema, NO_COVER } from '#shared/domain/bot/cover.ts';
import { savedFlowSchema } from '#shared/domain/bot/flow.ts';
import type { FlowId, SavedFlow } from '#shared/domain/bot/flow.ts';
import { BOT_LIMITS } from '#shared/domain/bot/limits.ts';
import { botRunSchema } from '#shared/domain/bot/run.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface FlowRow {
  readonly id: number;
  readonly version: number;
  readonly flow: string;
  readonly at: number;
  readonly saved_by: number | null;
}

interface RunRow {
  readonly conversation_id: ConversationId;
  readonly flow_id: FlowId;
  readonly version: number;
  readonly run: string | null;
}

const FLOW = 'id, version, flow, at, saved_by';
const RUN = 'conversation_id, flow_id, version, run';

export function botReads(connection: Prepares): Reads['bot'] {
  const flows = connection.prepare<[], FlowRow>(
    'bot.flows',
    `SELECT ${FLOW} FROM bot_flows AS newest
     WHERE version = (SELECT max(version) FROM bot_flows WHERE id = newest.id) ORDER BY id`,
  );
  const versions = connection.prepare<[FlowId], FlowRow>(
    'bot.versions',
    `SELECT ${FLOW} FROM bot_flows WHERE id = ? ORDER BY version DESC`,
  );
  const newest = connection.prepare<[FlowId], FlowRow>(
    'bot.newest',
    `SELECT ${FLOW} FROM bot_flows WHERE id = ? ORDER BY version DESC LIMIT 1`,
  );
  const version = connection.prepare<[FlowId, number], FlowRow>(
    'bot.version',
    `SELECT ${FLOW} FROM bot_flows WHERE id = ? AND version = ?`,
  );
  const cover = connection.prepare<[], { cover: string }>(
    'bot.cover',
    'SELECT cover FROM bot_cover',
  );
  const run = connection.prepare<[ConversationId], RunRow>(
    'bot.run',
    `SELECT ${RUN} FROM bot_runs WHERE conversation_id = ?`,
  );
  const runs = connection.prepare<[], RunRow>(
    'bot.runs',
    `SELECT ${RUN} FROM bot_runs ORDER BY conversation_id`,
  );
  const due = connection.prepare<[number], RunRow>(
    'bot.due',
    `SELECT ${RUN} FROM bot_runs WHERE due IS NOT NULL AND due <= ? ORDER BY due`,
  );
  const nextDue = connection.prepare<[], { due: number | null }>(
    'bot.nextDue',
    'SELECT min(due) AS due FROM bot_runs WHERE due IS NOT NULL',
  );
  return {
    flows: () => flows.all().map(toFlow),
    newest(id) {
      const row = newest.get(id);
      return row === undefined ? null : toFlow(row);
    },
    versions: (id) => versions.all(id).map(toFlow),
    version(id, number) {
      const row = version.get(id, number);
      return row === undefined ? null : toFlow(row);
    },
    cover() {
      const row = cover.get();
      if (row === undefined) return NO_COVER;
      const stored = botCoverSchema.safeParse(parseStored(row.cover, 'chatbot cover'));
      if (!stored.success) throw damaged('chatbot cover', stored.error);
      return stored.data;
    },
    run(id) {
      const row = run.get(id);
      return row === undefined ? null : toRun(row);
    },
    runs: () => runs.all().map(toRun),
    due: (at) => due.all(at).map(toRun),
    nextDue: () => nextDue.get()?.due ?? null,
  };
}

function toFlow({ saved_by: by, flow, ...row }: FlowRow): SavedFlow {
  const name = `chatbot flow ${row.id}`;
  const stored = savedFlowSchema.safeParse({ ...row, by, flow: parseStored(flow, name) });
  if (!stored.success) throw damaged(name, stored.error);
  return stored.data;
}

function toRun({ conversation_id, flow_id, version, run }: RunRow): StoredRun {
  const name = `chatbot run ${conversation_id}`;
  const stored = botRunSchema.nullable().safeParse(run === null ? null : parseStored(run, name));
  if (!stored.success) throw damaged(name, stored.error);
  return { conversationId: conversation_id, flowId: flow_id, version, run: stored.data };
}

type BotWrites = Pick<Tx['state'], 'putFlow' | 'removeFlow' | 'putCover' | 'putRun' | 'removeRun'>;

export function botWrites(connection: Prepares): BotWrites {
  const put = connection.prepare<[number, number, string, number, number | null], never>(
    'bot.putFlow',
    'INSERT INTO bot_flows (id, version, flow, at, saved_by) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = connection.prepare<[number, number], never>(
    'bot.pruneFlow',
    'DELETE FROM bot_flows WHERE id = ? AND version <= ?',
  );
  const remove = connection.prepare<[FlowId], never>(
    'bot.removeFlow',
    'DELETE FROM bot_flows WHERE id = ?',
  );
  const cover = connection.prepare<[string], never>(
    'bot.putCover',
    `INSERT INTO bot_cover (id, cover) VALUES (1, ?)
     ON CONFLICT (id) DO UPDATE SET cover = excluded.cover`,
  );
  const run = connection.prepare<
    [ConversationId, FlowId, number, number | null, string | null],
    never
  >(
    'bot.putRun',
    `INSERT INTO bot_runs (conversation_id, flow_id, version, due, run) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET
       flow_id = excluded.flow_id, version = excluded.version, due = excluded.due,
       run = excluded.run`,
  );
  const removeRun = connection.prepare<[ConversationId], never>(
    'bot.removeRun',
    'DELETE FROM bot_runs WHERE conversation_id = ?',
  );
  return {
    putFlow({ id, version, flow, at, by }) {
      put.run(id, version, JSON.stringify(flow), at, by);
      prune.run(id, version - BOT_LIMITS.versions);
    },
    removeFlow: (id) => void remove.run(id),
    putCover: (value) => void cover.run(JSON.stringify(value)),
    putRun({ conversationId, flowId, version, run: state }) {
      const json = state === null ? null : JSON.stringify(state);
      run.run(conversationId, flowId, version, state?.due ?? null, json);
    },
    removeRun: (id) => void removeRun.run(id),
  };
}
