import { join } from 'node:path';
import Database from 'better-sqlite3';
import { REPORT_TABLES } from '#main/store/reports/replace-rows.ts';

export interface StateDump {
  readonly agents: unknown[];
  readonly computers: unknown[];
  readonly statuses: unknown[];
  readonly conversations: unknown[];
  readonly addresses: unknown[];
  readonly messages: unknown[];
  readonly settings: unknown[];
  readonly mentions: unknown[];
  readonly tags: unknown[];
  readonly conversationTags: unknown[];
  readonly outcomes: unknown[];
  readonly earlierKeys: unknown[];
  readonly firstContacts: unknown[];
  readonly merges: unknown[];
  readonly apart: unknown[];
  readonly pictureLooks: unknown[];
  readonly hours: unknown[];
  readonly hourOverrides: unknown[];
  readonly botFlows: unknown[];
  readonly botCover: unknown[];
  readonly botRuns: unknown[];
  readonly surveys: unknown[];
  readonly chosenLanguages: unknown[];
  readonly rules: unknown[];
  readonly reports: unknown[][];
  readonly contactFields: unknown[];
  readonly officeChoices: unknown[];
}

/** Every row of the state tables of a data folder, comparable with another folder's. */
export function dumpState(directory: string): StateDump {
  const database = new Database(join(directory, 'deskline.db'), { readonly: true });
  try {
    const rows = (sql: string) => database.prepare(sql).all();
    return {
      agents: rows('SELECT * FROM agents ORDER BY id'),
      computers: rows('SELECT * FROM computers ORDER BY id'),
      statuses: rows('SELECT * FROM agent_statuses ORDER BY agent_id'),
      conversations: rows(
        `SELECT c.*, p.*
         FROM conversations AS c JOIN contacts AS p ON p.id = c.contact_id ORDER BY c.id`,
      ),
      addresses: rows('SELECT * FROM contact_addresses ORDER BY address'),
      merges: rows('SELECT * FROM contact_merges ORDER BY gone_id'),
      apart: rows('SELECT * FROM contacts_apart ORDER BY one_id, other_id'),
      pictureLooks: rows('SELECT * FROM contact_picture_looks ORDER BY address'),
      messages: rows('SELECT * FROM messages ORDER BY id'),
      earlierKeys: rows('SELECT * FROM earlier_keys ORDER BY wa_key'),
      firstContacts: rows('SELECT * FROM first_contacts ORDER BY conversation_id'),
      mentions: rows('SELECT * FROM mentions ORDER BY agent_id, conversation_id'),
      conversationTags: rows('SELECT * FROM conversation_tags ORDER BY tag_id, conversation_id'),
      tags: rows('SELECT * FROM tags ORDER BY id'),
      outcomes: rows('SELECT * FROM outcomes ORDER BY id'),
      hours: rows('SELECT * FROM hours ORDER BY kind, id'),
      hourOverrides: rows('SELECT * FROM hour_overrides ORDER BY since'),
      botFlows: rows('SELECT * FROM bot_flows ORDER BY id, version'),
      botCover: rows('SELECT * FROM bot_cover'),
      botRuns: rows('SELECT * FROM bot_runs ORDER BY conversation_id'),
      surveys: rows('SELECT * FROM surveys ORDER BY id'),
      chosenLanguages: rows('SELECT * FROM chosen_languages ORDER BY conversation_id'),
      rules: rows('SELECT * FROM rules ORDER BY id'),
      reports: REPORT_TABLES.map((table) => rows(`SELECT * FROM ${table} ORDER BY 1, 2`)),
      contactFields: rows('SELECT * FROM contact_fields ORDER BY id'),
      officeChoices: rows('SELECT * FROM office_choices ORDER BY name'),
      settings: rows('SELECT * FROM settings ORDER BY name'),
    };
  } finally {
    database.close();
  }
}
