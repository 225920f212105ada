import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { outcomeSchema, tagSchema } from '#shared/domain/labels.ts';
import type { LabelFact, Outcome, Tag } from '#shared/domain/labels.ts';
import { snoozePresetsSchema, STANDARD_SNOOZE_PRESETS } from '#shared/domain/snooze-presets.ts';
import { STANDARD_SURVEY_TEXTS, surveyTextsSchema } from '#shared/domain/survey/texts.ts';
import type { Prepares } from '../connection.ts';
import { definedFieldReads, definedFieldWrites } from './defined-fields.ts';
import { choiceRead, choiceWrite } from './office-choices.ts';
import { isOwnStatusFact, ownStatusReads, ownStatusWrites } from './own-statuses.ts';
import { quickReplyReads, quickReplyWrites } from './quick-replies.ts';
import { damaged } from './stored-json.ts';

export function labelReads(connection: Prepares): Reads['labels'] {
  const tags = connection.prepare<
    [],
    { id: number; name: string; colour: string; retired: number }
  >('labels.tags', 'SELECT id, name, colour, is_retired AS retired FROM tags ORDER BY id');
  const outcomes = connection.prepare<
    [],
    { id: number; name: string; won: number; retired: number }
  >(
    'labels.outcomes',
    'SELECT id, name, is_won AS won, is_retired AS retired FROM outcomes ORDER BY id',
  );
  const quickReplies = quickReplyReads(connection);
  const contactFields = definedFieldReads(connection);
  const ownStatuses = ownStatusReads(connection);
  const snoozePresets = choiceRead(connection, 'snooze-presets', snoozePresetsSchema);
  const surveyTexts = choiceRead(connection, 'survey-texts', surveyTextsSchema);
  return {
    get: () => ({
      quickReplies: quickReplies(),
      contactFields: contactFields(),
      ownStatuses: ownStatuses(),
      snoozePresets: snoozePresets() ?? [...STANDARD_SNOOZE_PRESETS],
      surveyTexts: surveyTexts() ?? STANDARD_SURVEY_TEXTS,
      tags: tags.all().map(({ retired, ...row }): Tag => {
        const tag = tagSchema.safeParse({ ...row, isRetired: retired === 1 });
        if (!tag.success) throw damaged(`tag ${row.id}`, tag.error);
        return tag.data;
      }),
      outcomes: outcomes.all().map(({ retired, won, ...row }): Outcome => {
        const outcome = outcomeSchema.safeParse({
          ...row,
          isWon: won === 1,
          isRetired: retired === 1,
        });
        if (!outcome.success) throw damaged(`outcome ${row.id}`, outcome.error);
        return outcome.data;
      }),
    }),
  };
}

export function labelWrites(connection: Prepares): Pick<Tx['state'], 'putLabel'> {
  const tag = connection.prepare<[number, string, string, number], never>(
    'labels.putTag',
    `INSERT INTO tags (id, name, colour, is_retired) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE
     SET name = excluded.name, colour = excluded.colour, is_retired = excluded.is_retired`,
  );
  const outcome = connection.prepare<[number, string, number, number], never>(
    'labels.putOutcome',
    `INSERT INTO outcomes (id, name, is_won, is_retired) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE
     SET name = excluded.name, is_won = excluded.is_won, is_retired = excluded.is_retired`,
  );
  const dropTag = connection.prepare<[number], never>(
    'labels.dropTag',
    'DELETE FROM tags WHERE id = ?',
  );
  const dropOutcome = connection.prepare<[number], never>(
    'labels.dropOutcome',
    'DELETE FROM outcomes WHERE id = ?',
  );
  const quickReply = quickReplyWrites(connection);
  const field = definedFieldWrites(connection);
  const choose = choiceWrite(connection);
  const ownStatus = ownStatusWrites(connection);
  return {
    putLabel(fact) {
      if (fact.kind === 'tag.saved') {
        const { id, name, colour, isRetired } = fact.tag;
        tag.run(id, name, colour, isRetired ? 1 : 0);
      } else if (fact.kind === 'outcome.saved') {
        const { id, name, isWon, isRetired } = fact.outcome;
        outcome.run(id, name, isWon ? 1 : 0, isRetired ? 1 : 0);
      } else if (fact.kind === 'tag.removed') dropTag.run(fact.tag.id);
      else if (fact.kind === 'outcome.removed') dropOutcome.run(fact.outcome.id);
      else if (fact.kind === 'snooze-presets.changed') choose('snooze-presets', fact.after);
      else if (fact.kind === 'survey.texts-changed') choose('survey-texts', fact.after);
      else if (isOwnStatusFact(fact)) ownStatus(fact);
      else if (isFieldFact(fact)) field(fact);
      else quickReply(fact);
    },
  };
}

type FieldFact = Extract<LabelFact, { readonly kind: `contact-field.${string}` }>;

function isFieldFact(fact: LabelFact): fact is FieldFact {
  return fact.kind.startsWith('contact-field.');
}
