import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { RuleId } from '#shared/domain/rules/rule-ref.ts';
import { savedRuleSchema } from '#shared/domain/rules/rule.ts';
import type { SavedRule } from '#shared/domain/rules/rule.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface RuleRow {
  readonly id: RuleId;
  readonly version: number;
  readonly rule: string;
  readonly at: number;
  readonly saved_by: number | null;
  readonly on_since: number | null;
  readonly acted: number;
  readonly acted_at: number | null;
}

const COLUMNS = 'id, version, rule, at, saved_by, on_since, acted, acted_at';

export function ruleReads(connection: Prepares): Reads['rules'] {
  const all = connection.prepare<[], RuleRow>(
    'rules.all',
    `SELECT ${COLUMNS} FROM rules WHERE is_removed = 0 ORDER BY place, id`,
  );
  const removed = connection.prepare<[RuleId], RuleRow>(
    'rules.removed',
    `SELECT ${COLUMNS} FROM rules WHERE id = ? AND is_removed = 1`,
  );
  const stamp = connection.prepare<[], { seq: number }>(
    'rules.stamp',
    'SELECT coalesce(max(seq), 0) AS seq FROM rules',
  );
  const lastId = connection.prepare<[], { id: number }>(
    'rules.lastId',
    'SELECT coalesce(max(id), 0) AS id FROM rules',
  );
  return {
    all: () => all.all().map(toRule),
    removed(id) {
      const row = removed.get(id);
      return row === undefined ? null : toRule(row);
    },
    stamp: () => stamp.get()?.seq ?? 0,
    nextId: () => ((lastId.get()?.id ?? 0) + 1) as RuleId,
  };
}

function toRule({ saved_by: by, on_since, acted_at, rule, ...row }: RuleRow): SavedRule {
  const name = `rule ${row.id}`;
  const stored = savedRuleSchema.safeParse({
    ...row,
    by,
    onSince: on_since,
    actedAt: acted_at,
    rule: parseStored(rule, name),
  });
  if (!stored.success) throw damaged(name, stored.error);
  return stored.data;
}

type RuleWrites = Pick<Tx['state'], 'putRule' | 'removeRule' | 'orderRules' | 'putRuleActed'>;

export function ruleWrites(connection: Prepares): RuleWrites {
  const put = connection.prepare<
    [number, number, number, string, number, number | null, number | null],
    never
  >(
    'rules.put',
    `INSERT INTO rules (id, place, version, seq, rule, at, saved_by, on_since)
     VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM rules), ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       version = excluded.version, seq = excluded.seq, rule = excluded.rule, is_removed = 0,
       at = excluded.at, saved_by = excluded.saved_by, on_since = excluded.on_since`,
  );
  const remove = connection.prepare<[number, RuleId], never>(
    'rules.remove',
    'UPDATE rules SET is_removed = 1, on_since = NULL, seq = ? WHERE id = ?',
  );
  const place = connection.prepare<[number, number, RuleId], never>(
    'rules.place',
    'UPDATE rules SET place = ?, seq = ? WHERE id = ?',
  );
  const acted = connection.prepare<[number, RuleId], never>(
    'rules.acted',
    'UPDATE rules SET acted = acted + 1, acted_at = ? WHERE id = ?',
  );
  return {
    putRule({ id, version, rule, at, by, onSince }, seq) {
      put.run(id, version, seq, JSON.stringify(rule), at, by, onSince);
    },
    removeRule: (id, seq) => void remove.run(seq, id),
    orderRules(ids, seq) {
      for (const [index, id] of ids.entries()) place.run(index + 1, seq, id);
    },
    putRuleActed: (id, at) => void acted.run(at, id),
  };
}
