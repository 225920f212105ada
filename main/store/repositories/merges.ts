import type { ContactMerge, GivenBack } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { AgentId, ContactId, ConversationId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { parseStored } from './stored-json.ts';

interface MergeRow {
  readonly gone_id: ConversationId;
  readonly into_id: ConversationId;
  readonly gone: string;
  readonly into_contact: string;
  readonly episode: number;
  readonly at: number;
  readonly agent_id: AgentId | null;
  readonly why: ContactMerge['why'];
  readonly last_message_id: number;
}

const COLUMNS = `m.gone_id, m.into_id, m.gone, m.into_contact, m.episode, m.at, m.agent_id, m.why,
  m.last_message_id`;

export function mergeReads(connection: Prepares): Reads['merges'] {
  const get = connection.prepare<[ConversationId], MergeRow>(
    'merges.get',
    `SELECT ${COLUMNS} FROM contact_merges AS m WHERE m.gone_id = ?`,
  );
  const under = connection.prepare<[ConversationId], MergeRow>(
    'merges.under',
    `WITH RECURSIVE below (id) AS (
       VALUES (?) UNION SELECT m.gone_id FROM below JOIN contact_merges AS m ON m.into_id = below.id
     )
     SELECT ${COLUMNS} FROM below JOIN contact_merges AS m ON m.into_id = below.id
     ORDER BY m.at DESC, m.gone_id DESC`,
  );
  const find = (id: ConversationId) => {
    const row = get.get(id);
    return row === undefined ? null : toMerge(row);
  };
  return {
    get: find,
    holderOf(goneId) {
      let holder: ConversationId | null = null;
      for (let merge = find(goneId); merge !== null; merge = find(merge.intoId)) {
        holder = merge.intoId;
      }
      return holder;
    },
    under: (id) => under.all(id).map(toMerge),
  };
}

function toMerge(row: MergeRow): ContactMerge {
  return {
    goneId: row.gone_id,
    intoId: row.into_id,
    gone: parseStored(row.gone, `merge ${row.gone_id}`) as Contact,
    into: parseStored(row.into_contact, `merge ${row.gone_id}`) as Contact,
    episode: row.episode,
    at: row.at,
    by: row.agent_id,
    why: row.why,
    lastMessageId: row.last_message_id,
  };
}

type MergeWrites = Pick<Tx['state'], 'takeOver' | 'giveBack' | 'putMerge'>;

/** `forgetContact`: the contact's row and what leads to it. */
export function mergeWrites(
  connection: Prepares,
  forgetContact: (id: ContactId) => void,
): MergeWrites {
  const move = connection.prepare<[ConversationId, ConversationId, ConversationId], never>(
    'merges.moveMessages',
    `UPDATE messages SET conversation_id = ?, home_id = coalesce(home_id, ?)
     WHERE conversation_id = ?`,
  );
  const moveGaps = connection.prepare<[ConversationId, ConversationId], never>(
    'merges.moveGaps',
    'UPDATE coverage_gaps SET conversation_id = ? WHERE conversation_id = ?',
  );
  const remove = connection.prepare<[ConversationId], never>(
    'merges.endConversation',
    'DELETE FROM conversations WHERE id = ?',
  );
  const forget = connection.prepare<[ConversationId], never>(
    'merges.forget',
    'DELETE FROM contact_merges WHERE gone_id = ?',
  );
  const putMerge = mergePut(connection);
  const giveMessages = messagesBack(connection);
  return {
    putMerge,
    takeOver(merge) {
      move.run(merge.intoId, merge.goneId, merge.goneId);
      moveGaps.run(merge.intoId, merge.goneId);
      remove.run(merge.goneId);
      forgetContact(merge.gone.id);
      putMerge(merge);
    },
    giveBack(given) {
      giveMessages(given);
      forget.run(given.goneId);
    },
  };
}

function mergePut(connection: Prepares): (merge: ContactMerge) => void {
  const put = connection.prepare<
    [
      ConversationId,
      ConversationId,
      string,
      string,
      ContactId,
      number,
      number,
      AgentId | null,
      string,
      number,
    ],
    never
  >(
    'merges.put',
    `INSERT INTO contact_merges
       (gone_id, into_id, gone, into_contact, gone_contact_id, episode, at, agent_id, why,
        last_message_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (gone_id) DO UPDATE SET
       gone = excluded.gone, into_contact = excluded.into_contact`,
  );
  return (merge) =>
    void put.run(
      merge.goneId,
      merge.intoId,
      JSON.stringify(merge.gone),
      JSON.stringify(merge.into),
      merge.gone.id,
      merge.episode,
      merge.at,
      merge.by,
      merge.why,
      merge.lastMessageId,
    );
}

/** Those that came from there, and later ones by the address that their key names. */
function messagesBack(connection: Prepares): (given: GivenBack) => void {
  const move = connection.prepare<
    [string, string, string, ConversationId, ConversationId, ConversationId, number | null],
    never
  >(
    'merges.giveBack',
    `WITH
       homes (id) AS (SELECT value FROM json_each(?)),
       via (id) AS (SELECT value FROM json_each(?)),
       addresses (address) AS (SELECT value FROM json_each(?))
     UPDATE messages
     SET conversation_id = ?,
       home_id = CASE WHEN home_id IN homes AND home_id <> ? THEN home_id END
     WHERE conversation_id = ? AND (
       home_id IN homes
       OR (home_id IS NULL OR home_id IN via) AND CASE
         WHEN wa_key IS NULL THEN author <> 'contact' AND id > ?
         ELSE ${REMOTE} IN addresses
       END
     )`,
  );
  return ({ holderId, goneId, homes, via, addresses, unsentAfter }) =>
    void move.run(
      JSON.stringify(homes),
      JSON.stringify(via),
      JSON.stringify(addresses),
      goneId,
      goneId,
      holderId,
      unsentAfter,
    );
}

/** A key reads `fromMe_remote_id`. */
const AFTER_FROM_ME = `substr(wa_key, instr(wa_key, '_') + 1)`;
const REMOTE = `substr(${AFTER_FROM_ME}, 1, instr(${AFTER_FROM_ME}, '_') - 1)`;
