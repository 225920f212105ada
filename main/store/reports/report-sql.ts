import type { ReportFilter } from '#shared/domain/reports/figures.ts';
import type { Grouping } from '#shared/domain/reports/figures.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Bindable } from '../connection.ts';

/** What is counted: its rows, and by which of their columns it is grouped and narrowed down. */
export interface Counted {
  readonly table: string;
  readonly day: string;
  /** The hour of the week: when the customer wrote or, of what we sent, when that was. */
  readonly slot: string;
  readonly agent: string;
  /** Its episode's id. */
  readonly episode: string;
  readonly where?: string;
}

const ENDED = `e.ended_how IN ('closed', 'silence', 'phone')`;
const episodes = {
  table: 'report_episodes AS e',
  slot: 'e.start_slot',
  agent: 'e.agent_id',
  episode: 'e.id',
} as const;

export const counted = {
  begun: { ...episodes, day: 'e.start_day' },
  ended: { ...episodes, day: 'e.end_day', where: ENDED },
  answered: { ...episodes, day: 'e.first_day', agent: 'e.first_by' },
  waits: {
    table: 'report_waits AS w',
    day: 'w.end_day',
    slot: 'w.start_slot',
    agent: 'w.agent_id',
    episode: 'w.episode_id',
    where: 'w.agent_id IS NOT NULL',
  },
  sent: {
    table: 'report_sent AS s',
    day: 's.day',
    slot: 's.slot',
    agent: 's.agent_id',
    episode: 's.episode_id',
  },
  ratings: {
    table: 'report_ratings AS r',
    day: 'r.day',
    slot: 'r.slot',
    agent: 'r.agent_id',
    episode: 'r.episode_id',
  },
  transfersIn: transfers('x.to_id'),
  transfersOut: transfers('x.from_id'),
  /** Begun, and nobody has said anything to the customer yet. */
  left: {
    ...episodes,
    table: `report_episodes AS e JOIN conversations AS c ON c.id = e.conversation_id`,
    day: 'e.start_day',
    where: 'e.ended_at IS NULL AND e.first_at IS NULL AND c.waiting_since IS NOT NULL',
  },
} satisfies Record<string, Counted>;

function transfers(agent: string): Counted {
  return {
    table: 'report_transfers AS x',
    day: 'x.day',
    slot: 'x.slot',
    agent,
    episode: 'x.episode_id',
    where: `${agent} IS NOT NULL`,
  };
}

/** Of which contacts' visits a group is: see `VISIT_GROUPS`. */
const VISIT = 'CASE WHEN e.visit < 4 THEN e.visit WHEN e.visit < 10 THEN 4 ELSE 5 END';

/** Above every number of a group; below it there is room for three years in ms. */
export const GROUP_STEP = 100_000_000_000;

/** What a group is known by, plus one; 0: nobody, nothing. */
export function keyOf({ day, slot, agent }: Counted, by: Grouping): string {
  switch (by) {
    case 'all':
      return '0';
    case 'day':
      return `${day} + 1`;
    case 'agent':
      return `coalesce(${agent}, -1) + 1`;
    case 'slot':
      return `${slot} + 1`;
    case 'hour':
      return `${slot} % 24 + 1`;
    case 'weekday':
      return `${slot} / 24 + 1`;
    case 'visit':
      return `${VISIT} + 1`;
    case 'tag':
      return 'coalesce(t.tag_id, -1) + 1';
  }
}

interface Narrowed {
  readonly from: number;
  readonly to: number;
  readonly filter: ReportFilter;
}

interface How {
  readonly by?: Grouping;
  readonly joinsEpisode?: boolean;
  readonly and?: string;
}

/** `FROM ... WHERE ...` with what has to be bound. */
export function rowsOf(
  what: Counted,
  { from, to, filter }: Narrowed,
  { by = 'all', joinsEpisode = false, and = '' }: How = {},
): { readonly sql: string; readonly values: Bindable[] } {
  const conditions = [`${what.day} BETWEEN ? AND ?`];
  const values: Bindable[] = [from, to];
  const add = (condition: string, value: number | undefined) => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  if (what.where !== undefined) conditions.push(what.where);
  if (and !== '') conditions.push(and);
  add(`${what.agent} = ?`, filter.agentId);
  add(`${what.slot} = ?`, filter.slot);
  add(`${what.slot} % 24 = ?`, filter.hour);
  add(`${what.slot} / 24 = ?`, filter.weekday);
  add(`${VISIT} = ?`, filter.visit);
  add(
    `EXISTS (SELECT 1 FROM report_episode_tags
       WHERE tag_id = ? AND episode_id = ${what.episode})`,
    filter.tagId,
  );
  const isEpisode = what.table.startsWith('report_episodes');
  const needsEpisode = joinsEpisode || by === 'visit' || filter.visit !== undefined;
  const episode =
    isEpisode || !needsEpisode ? '' : `JOIN report_episodes AS e ON e.id = ${what.episode}`;
  const tags =
    by === 'tag' ? `LEFT JOIN report_episode_tags AS t ON t.episode_id = ${what.episode}` : '';
  invariant(conditions.length > 0, 'a report has a range');
  return {
    sql: `FROM ${what.table} ${episode} ${tags} WHERE ${conditions.join(' AND ')}`,
    values,
  };
}
