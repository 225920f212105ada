import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { readFieldValue } from '#shared/domain/defined-fields.ts';
import type { DefinedField, FieldValueProblem } from '#shared/domain/defined-fields.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

/** What it was changed to while somebody here was typing, and by whom; null: nobody knows. */
interface Conflict {
  readonly value: string | null;
  readonly byId: AgentId | null;
}

/** One field of one contact while somebody fills it in. */
export class FieldEditing {
  typed = $state('');
  problem = $state<FieldValueProblem | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  isBusy = $state(false);
  readonly #desk: Desk;
  readonly #conversationId: ConversationId;
  /** What the screen showed, and what its person knows of. */
  #before: string | null;

  constructor(desk: Desk, conversationId: ConversationId, value: string | null) {
    this.#desk = desk;
    this.#conversationId = conversationId;
    this.#before = value;
    this.typed = value ?? '';
  }

  /** Somebody else's change arrives. */
  follow(value: string | null): void {
    if (this.isBusy || value === this.#before || value === this.conflict?.value) return;
    this.conflict = { value, byId: null };
  }

  /** After a look at what somebody else wrote. */
  saveMine(field: DefinedField): Promise<boolean> {
    if (this.conflict !== null) this.#before = this.conflict.value;
    this.conflict = null;
    return this.save(field);
  }

  /** True when it is done. */
  async save(field: DefinedField): Promise<boolean> {
    const read = readFieldValue(field, this.typed);
    this.problem = read.ok ? null : read.problem;
    if (!read.ok) return false;
    const before = this.#before;
    if (read.value === before && this.conflict === null) return true;
    this.isBusy = true;
    const reply = await this.#desk.client.command('contact.set-field', {
      conversationId: this.#conversationId,
      name: field.key,
      value: read.value,
      before,
    });
    this.isBusy = false;
    if (reply.ok) {
      tell(this.#desk, this.#conversationId, field, { before, after: reply.value.value });
      return true;
    }
    if (reply.code === 'changed') this.conflict = conflictOf(reply);
    else this.#desk.toasts.show(explainValue(reply), 'bad');
    return false;
  }
}

function conflictOf({ details }: CommandFailure): Conflict {
  const { value, byId } = details;
  return {
    value: typeof value === 'string' ? value : null,
    byId: typeof byId === 'number' ? (byId as AgentId) : null,
  };
}

/** Takes away what nobody has defined, or what is no longer used. */
export async function removeValue(
  desk: Desk,
  conversationId: ConversationId,
  name: string,
  before: string,
): Promise<void> {
  const params = { conversationId, name, value: null, before };
  const reply = await desk.client.command('contact.set-field', params);
  if (reply.ok) tellChange(desk, t.contactFields.panel.emptied(name), null);
  else desk.toasts.show(explainValue(reply), 'bad');
}

function tell(
  desk: Desk,
  conversationId: ConversationId,
  { key: name, name: label }: DefinedField,
  { before, after }: { readonly before: string | null; readonly after: string | null },
): void {
  const text = t.contactFields.panel;
  const back = { conversationId, name, value: before, before: after };
  const undo = async () => {
    const reply = await desk.client.command('contact.set-field', back);
    if (reply.ok) tellChange(desk, t.contactFields.undone, null);
    else desk.toasts.show(explainValue(reply), 'bad');
  };
  const said = after === null ? text.emptied(label) : text.saved(label);
  tellChange(desk, said, () => void undo());
}

function explainValue(failure: CommandFailure): string {
  const { panel } = t.contactFields;
  if (failure.code === 'unknown-field') return panel.gone;
  if (failure.code === 'too-many') return panel.full;
  return explain(failure);
}
