import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface StateDump {
  readonly agents: unknown[];
  readonly conversations: unknown[];
  readonly addresses: unknown[];
  readonly messages: unknown[];
  readonly settings: unknown[];
}

/** Every row of the state tables of a data folder, comparable with another folder's. */
export function dumpState(directory: string): StateDump {
  const database = new Database(join(directory, 'deskline.db'), { readonly: true });
  try {
    const rows = (sql: string) => database.prepare(sql).all();
    return {
      agents: rows('SELECT * FROM agents ORDER BY id'),
      conversations: rows(
        `SELECT c.*, p.name, p.phone, p.address, p.addresses
         FROM conversations AS c JOIN contacts AS p ON p.id = c.contact_id ORDER BY c.id`,
      ),
      addresses: rows('SELECT * FROM contact_addresses ORDER BY address'),
      messages: rows('SELECT * FROM messages ORDER BY id'),
      settings: rows('SELECT * FROM settings ORDER BY name'),
    };
  } finally {
    database.close();
  }
}
