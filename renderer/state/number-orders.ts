import { t } from '#renderer/i18n/index.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

type OrderName = Extract<
  CommandName,
  'number.show-code' | 'number.link-with-phone' | 'number.use-here' | 'number.restart'
>;

/** What comes of it is seen in the number's state; only a refusal needs words. */
export async function orderNumber<N extends OrderName>(
  desk: Desk,
  name: N,
  params: CommandParams<N>,
): Promise<boolean> {
  const reply = await desk.client.command(name, params);
  if (reply.ok) return true;
  desk.toasts.show(reply.code === 'not-now' ? t.number.notNow : explain(reply), 'bad');
  return false;
}
