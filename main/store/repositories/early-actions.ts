import { messageActionSchema } from '#main/core/ports/gateway.ts';
import type { MessageAction } from '#main/core/ports/gateway.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

type EarlyActionWrites = Pick<Tx, 'keepEarlyAction' | 'takeEarlyActions' | 'dropEarlyActions'>;

export function earlyActionWrites(connection: Prepares): EarlyActionWrites {
  const keep = connection.prepare<[WaMessageKey, number, string], never>(
    'earlyActions.keep',
    'INSERT INTO early_actions (wa_key, at, data) VALUES (?, ?, ?)',
  );
  const kept = connection.prepare<[WaMessageKey], { data: string }>(
    'earlyActions.of',
    'SELECT data FROM early_actions WHERE wa_key = ? ORDER BY id',
  );
  const forget = connection.prepare<[WaMessageKey], never>(
    'earlyActions.forget',
    'DELETE FROM early_actions WHERE wa_key = ?',
  );
  const drop = connection.prepare<[number], never>(
    'earlyActions.drop',
    'DELETE FROM early_actions WHERE at < ?',
  );
  const all = connection.prepare<[], { key: WaMessageKey }>(
    'earlyActions.keys',
    'SELECT DISTINCT wa_key AS key FROM early_actions',
  );
  // Every message asks, nearly none has any: what may have some is known without a query. A key
  // stays when its rows go, since their removal may be undone with its unit.
  let keys: Set<WaMessageKey> | null = null;
  const mayHave = () => (keys ??= new Set(all.all().map(({ key }) => key)));
  return {
    keepEarlyAction(action) {
      mayHave().add(action.key);
      const data = JSON.stringify(action);
      // The same event twice is one.
      if (kept.all(action.key).some((each) => each.data === data)) return;
      keep.run(action.key, action.at, data);
    },
    takeEarlyActions(key) {
      if (!mayHave().has(key)) return [];
      const rows = kept.all(key);
      if (rows.length > 0) forget.run(key);
      return rows.map(({ data }) => toAction(data, key));
    },
    dropEarlyActions(before) {
      mayHave();
      drop.run(before);
    },
  };
}

function toAction(data: string, key: WaMessageKey): MessageAction {
  const row = `event about ${key}`;
  const result = messageActionSchema.safeParse(parseStored(data, row));
  if (!result.success) throw damaged(row, result.error);
  return result.data;
}
