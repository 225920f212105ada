import { emptyFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { Flow } from '#shared/domain/bot/flow.ts';
import type { BotContext } from '#shared/domain/bot/run.ts';
import type { MenuOption, Step } from '#shared/domain/bot/steps.ts';

/** A flow of these steps, in English. */
export function aFlow(steps: readonly Step[], changes: Partial<Flow> = {}): Flow {
  return { ...emptyFlow('Test', 'en'), steps: [...steps], ...changes };
}

export const en = (text: string) => ({ en: text });

export function message(id: string, text: string, next: string | null = null): Step {
  return { kind: 'message', id, text: en(text), media: null, next };
}

export function question(
  id: string,
  field: string,
  changes: Partial<Extract<Step, { kind: 'question' }>> = {},
): Step {
  const text = en(`${field}?`);
  return {
    kind: 'question',
    id,
    text,
    field,
    answer: 'text',
    timeout: null,
    next: null,
    ...changes,
  };
}

export function option(label: string, next: string | null, keywords: string[] = []): MenuOption {
  return { label: en(label), keywords, next };
}

export function menu(id: string, options: readonly MenuOption[]): Step {
  return { kind: 'menu', id, text: en('Choose'), options: [...options], timeout: null };
}

export const end = (id = 'end'): Step => ({ kind: 'end', id });

export function handover(id = 'queue', text = ''): Step {
  return { kind: 'handover', id, text: en(text), to: { type: 'queue' } };
}

/** A Thursday in January 2026, nine o'clock. */
export const NINE = Date.UTC(2026, 0, 15, 9, 0, 0);

export function context(changes: Partial<BotContext> = {}): BotContext {
  return {
    now: NINE,
    contactName: 'Anna',
    phone: '+4915111111',
    office: 'Brick & Co',
    hours: { isOpen: true, opensAt: null, timeZone: 'UTC', week: null },
    ...changes,
  };
}
