import { invariant } from '#shared/util/assert.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Bindable, Prepares } from '../connection.ts';
import { agentOf } from './author.ts';
import { CONTENT_COLUMNS, contentValues } from './message-row.ts';

const COLUMNS = [
  'conversation_id',
  'wa_key',
  'author',
  'agent_id',
  'at',
  'state',
  'failure',
  'client_ref',
  'arrived_late',
  ...CONTENT_COLUMNS,
] as const;

export function messageWrites(
  connection: Prepares,
): Pick<Tx['state'], 'insertMessage' | 'updateMessage'> {
  const insert = connection.prepare<Bindable[], never>(
    'messages.insert',
    `INSERT INTO messages (${COLUMNS.join(', ')}, id)
     VALUES (${COLUMNS.map(() => '?').join(', ')}, ?)`,
  );
  const update = connection.prepare<Bindable[], never>(
    'messages.update',
    `UPDATE messages SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  );
  return {
    insertMessage: (message) => void insert.run(...valuesOf(message), message.id),
    updateMessage(message) {
      const { changes } = update.run(...valuesOf(message), message.id);
      invariant(changes === 1, `message ${message.id} is stored before it changes`);
    },
  };
}

/** In the order of COLUMNS. */
function valuesOf(message: Parameters<Tx['state']['insertMessage']>[0]): Bindable[] {
  return [
    message.conversationId,
    message.waKey,
    message.author.type,
    agentOf(message.author),
    message.at,
    message.state,
    message.failure === null ? null : JSON.stringify(message.failure),
    message.clientRef,
    message.arrivedLate ? 1 : 0,
    ...contentValues(message.content),
  ];
}
