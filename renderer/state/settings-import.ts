import { z } from 'zod';
import { listOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { agentIdSchema } from '#shared/domain/ids.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { partsOf } from '#shared/domain/settings-changes.ts';
import type { SettingsFile } from '#shared/domain/settings-file.ts';
import { isSettingName } from '#shared/domain/settings.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

export interface DoneImport {
  /** By which what is in force can be taken back. */
  readonly imports: readonly Seq[];
  readonly changes: number;
  /** What kept the rest out; null: all of it is in force. */
  readonly failure: CommandFailure | null;
}

/** Part by part: what a failure left out comes with the next try. */
export async function importSettingsFile(desk: Desk, file: SettingsFile): Promise<DoneImport> {
  const imports: Seq[] = [];
  let changes = 0;
  for (const part of partsOf(file)) {
    const reply = await desk.client.command('settings.import', { file: part });
    if (!reply.ok) return { imports, changes, failure: reply };
    if (reply.value.importId !== null) imports.push(reply.value.importId);
    changes += reply.value.changes;
  }
  return { imports, changes, failure: null };
}

/** Says what was done, with the way back for as long as that is shown. */
export function tellImport(desk: Desk, { imports, changes, failure }: DoneImport): void {
  const { done, doneInPart } = t.settingsFile.dialog;
  if (failure !== null) desk.toasts.show(explainImport(failure), 'bad');
  if (imports.length === 0) return;
  const text = failure === null ? done(changes) : doneInPart(changes);
  tellChange(desk, text, () => void undoImport(desk, imports));
}

function explainImport(failure: CommandFailure): string {
  return failure.code === 'too-many' ? t.settingsFile.tooMany : explain(failure);
}

async function undoImport(desk: Desk, imports: readonly Seq[]): Promise<void> {
  const reply = await desk.client.command('settings.undo-import', { imports: [...imports] });
  if (reply.ok) desk.toasts.show(t.settingsFile.undone(reply.value.changes), 'good');
  else desk.toasts.show(explainUndo(desk, reply), 'bad');
}

const thingsSchema = z.array(z.object({ what: z.string(), name: z.string() }));
type Thing = Readonly<z.infer<typeof thingsSchema>[number]>;

const MOST_NAMED = 3;

function explainUndo(desk: Desk, failure: CommandFailure): string {
  const { stays } = t.settingsFile;
  const things = thingsSchema.safeParse(failure.details['things']).data ?? [];
  const rest = things.length - MOST_NAMED;
  const names = things.slice(0, MOST_NAMED).map(thingName);
  const what = listOf(rest > 0 ? [...names, stays.others(rest)] : names);
  switch (failure.code) {
    case 'changed': {
      const byId = agentIdSchema.safeParse(failure.details['byId']).data ?? null;
      const { somebody } = t.settings.conflict;
      return desk.people.isMe(byId)
        ? stays.changedByYou(what)
        : stays.changed(desk.people.find(byId)?.name ?? somebody, what);
    }
    case 'in-use':
      return stays.inUse(what);
    case 'too-late':
      return stays.tooLate;
    default:
      return explain(failure);
  }
}

function thingName({ what, name }: Thing): string {
  if (what === 'setting') return isSettingName(name) ? `“${t.settings.items[name].label}”` : name;
  const kinds: Readonly<Record<string, string | ((name: string) => string) | undefined>> =
    t.settingsFile.kinds;
  const kind = kinds[what];
  return typeof kind === 'function' ? kind(name) : (kind ?? name);
}
