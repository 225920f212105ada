import { t } from '#renderer/i18n/index.ts';
import type { HoursOwner, OfficePlan, Override, OwnPlan } from '#shared/domain/hours/plan.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

/** In force at once; the toast leads back. False: it was refused, and the toast says why. */
export async function saveOffice(
  desk: Desk,
  change: Partial<OfficePlan>,
  said: string = t.hours.saved,
): Promise<boolean> {
  const reply = await desk.hours.save(change);
  if (!reply.ok) {
    return refused(desk, reply.code === 'changed' ? t.hours.changedMeanwhile : explain(reply));
  }
  const { before, after } = reply.value;
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  const back: Partial<OfficePlan> = {
    ...(change.timeZone === undefined ? {} : { timeZone: before.timeZone }),
    ...(change.week === undefined ? {} : { week: before.week }),
    ...(change.holidays === undefined ? {} : { holidays: before.holidays }),
    ...(change.specialDays === undefined ? {} : { specialDays: before.specialDays }),
  };
  tellChange(desk, said, () => void undone(desk, desk.hours.save(back, after)));
  return true;
}

export async function saveOwn(
  desk: Desk,
  owner: HoursOwner,
  plan: OwnPlan | null,
  said: string,
): Promise<boolean> {
  const reply = await desk.hours.saveOwn(owner, plan);
  if (!reply.ok) return refused(desk, explain(reply));
  const { before, after } = reply.value;
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  tellChange(desk, said, () => void undone(desk, desk.hours.saveOwn(owner, before)));
  return true;
}

export async function override(
  desk: Desk,
  wanted: Override | null,
  said: string,
): Promise<boolean> {
  const reply = await desk.hours.override(wanted);
  if (!reply.ok) {
    return refused(desk, reply.code === 'not-valid' ? t.hours.override.past : explain(reply));
  }
  const { before } = reply.value;
  tellChange(desk, said, () => void undone(desk, desk.hours.override(before)));
  return true;
}

/** Who has changed the office's hours last, as a sentence before what they are now. */
export function changedBySentence(desk: Desk): string {
  const byId = desk.hours.plans?.changedBy ?? null;
  const { by, byYou, bySomebody } = t.changedMeanwhile;
  if (desk.people.isMe(byId)) return byYou;
  const name = desk.people.find(byId)?.name;
  return name === undefined ? bySomebody : by(name);
}

async function undone(
  desk: Desk,
  saving: Promise<{ readonly ok: true } | ({ readonly ok: false } & Parameters<typeof explain>[0])>,
): Promise<void> {
  const reply = await saving;
  if (reply.ok) tellChange(desk, t.hours.undone, null);
  else refused(desk, reply.code === 'changed' ? t.hours.changedMeanwhile : explain(reply));
}

function refused(desk: Desk, why: string): false {
  desk.toasts.show(why, 'bad');
  return false;
}
