import { t } from '#renderer/i18n/index.ts';
import { agentIdSchema } from '#shared/domain/ids.ts';
import { LOGO_FILE_LIMITS } from '#shared/domain/logo.ts';
import type { OfficeIdentity } from '#shared/domain/office.ts';
import type { Desk } from './desk.svelte.ts';
import type { LogoFileProblem } from './logo-file.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

const text = t.logo;

/** Another admin was faster. */
export interface LogoConflict {
  /** What this person wants; null: none. */
  readonly data: string | null;
  readonly sentence: string;
}

type Seen = OfficeIdentity['logo'];

/** `data`: a PNG in base64, null: none. Null: it is done, or the person was told why not. */
export async function saveLogo(
  desk: Desk,
  data: string | null,
  seen: Seen,
): Promise<LogoConflict | null> {
  const reply = await desk.client.command('logo.save', { data, seen });
  if (!reply.ok && reply.code === 'changed') {
    return { data, sentence: meanwhile(desk, reply.details.byId) };
  }
  if (!reply.ok) {
    desk.toasts.show(reply.code === 'not-valid' ? text.problems.refused : explain(reply), 'bad');
    return null;
  }
  const { before, after } = reply.value;
  if (before?.hash === after || (before === null && after === null)) return null;
  const said = data === null ? text.removed : text.saved;
  tellChange(desk, said, () => void undo(desk, before?.data ?? null, after));
  return null;
}

async function undo(desk: Desk, data: string | null, seen: Seen): Promise<void> {
  const reply = await desk.client.command('logo.save', { data, seen });
  if (reply.ok) return void tellChange(desk, text.undone, null);
  const why = reply.code === 'changed' ? t.changedMeanwhile.notUndone : explain(reply);
  desk.toasts.show(why, 'bad');
}

function meanwhile(desk: Desk, by: unknown): string {
  const byId = agentIdSchema.safeParse(by).data ?? null;
  if (desk.people.isMe(byId)) return text.meanwhile.byYou;
  const name = desk.people.find(byId)?.name;
  return name === undefined ? text.meanwhile.bySomebody : text.meanwhile.by(name);
}

export const MEGABYTES = LOGO_FILE_LIMITS.bytes / 1024 / 1024;

export function logoFileProblem(code: LogoFileProblem): string {
  const { problems } = text;
  if (code === 'bytes') return problems.bytes(MEGABYTES);
  if (code === 'pixels') return problems.pixels(LOGO_FILE_LIMITS.pixels);
  return code === 'small' ? problems.small(LOGO_FILE_LIMITS.leastPixels) : problems[code];
}
