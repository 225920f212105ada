import { quickReplySchema } from '#shared/domain/quick-replies.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { LabelFact } from '#shared/domain/labels.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface Row {
  readonly id: number;
  readonly shortcut: string;
  readonly text: string;
  readonly ownerId: number | null;
  readonly file: string | null;
}

export function quickReplyReads(connection: Prepares): () => QuickReply[] {
  const all = connection.prepare<[], Row>(
    'quickReplies.all',
    'SELECT id, shortcut, text, owner_id AS ownerId, file FROM quick_replies ORDER BY id',
  );
  return () =>
    all.all().map((row) => {
      const file = row.file === null ? null : parseStored(row.file, `quick reply ${row.id}`);
      const parsed = quickReplySchema.safeParse({ ...row, file });
      if (!parsed.success) throw damaged(`quick reply ${row.id}`, parsed.error);
      return parsed.data;
    });
}

type QuickReplyFact = Extract<LabelFact, { readonly kind: `quick-reply.${string}` }>;

export function quickReplyWrites(connection: Prepares): (fact: QuickReplyFact) => void {
  const put = connection.prepare<[number, string, string, number | null, string | null], never>(
    'quickReplies.put',
    `INSERT INTO quick_replies (id, shortcut, text, owner_id, file) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE
     SET shortcut = excluded.shortcut, text = excluded.text, owner_id = excluded.owner_id,
       file = excluded.file`,
  );
  const remove = connection.prepare<[number], never>(
    'quickReplies.remove',
    'DELETE FROM quick_replies WHERE id = ?',
  );
  return (fact) => {
    if (fact.kind === 'quick-reply.removed') return void remove.run(fact.quickReplyId);
    const { id, shortcut, text, ownerId, file } = fact.quickReply;
    put.run(id, shortcut, text, ownerId, file === null ? null : JSON.stringify(file));
  };
}
