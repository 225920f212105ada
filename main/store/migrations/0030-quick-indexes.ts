import type { Migration } from './migration.ts';

/**
 * An index on some kinds alone has SQLite make a table of those kinds for every row that comes.
 * What comes most, a customer's message, is now told apart before. Queries have to say it as well.
 */
export const quickIndexes: Migration = {
  version: 30,
  up(database) {
    database.exec(`
      DROP INDEX journal_of_number;
      CREATE INDEX journal_of_number ON journal (seq)
        WHERE kind <> 'message.received' AND kind IN (
          'number.state-changed', 'number.order-given', 'host.clock-set', 'host.clock-judged',
          'host.slept', 'host.restored', 'host.backup-failed'
        );
      DROP INDEX journal_of_handling;
      CREATE INDEX journal_of_handling ON journal (conversation_id, at)
        WHERE kind <> 'message.received' AND kind IN (
          'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
          'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
          'conversation.woken', 'conversation.closed', 'conversation.undone',
          'bot.began', 'bot.ended', 'contact.field-set', 'rule.acted'
        );
      DROP INDEX messages_unsettled;
      CREATE INDEX messages_unsettled ON messages (state, id)
        WHERE state <> 'received' AND state IN ('queued', 'sending', 'refused', 'unconfirmed');
    `);
  },
};
