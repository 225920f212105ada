import type { Desk } from './desk.svelte.ts';

/** Whether who sits here sees every chat of the office. */
export function seesAll({ office, people }: Desk): boolean {
  const { agentsSee } = office.current.visibility;
  return agentsSee === 'every-chat' || people.may('see-every-chat');
}
