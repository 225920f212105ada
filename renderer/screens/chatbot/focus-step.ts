import { tick } from 'svelte';
import type { StepId } from '#shared/domain/bot/steps.ts';

/** Brings a step, or without one the flow's standing texts, into view and takes the keyboard there. */
export async function focusStep(id: StepId | null): Promise<void> {
  await tick();
  const place = id === null ? '[data-general]' : `[data-step="${CSS.escape(id)}"]`;
  const found = document.querySelector<HTMLElement>(place);
  if (found instanceof HTMLDetailsElement) found.open = true;
  found?.scrollIntoView({ block: 'nearest' });
  const field =
    found?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    found?.querySelector<HTMLElement>('textarea, input, select, button');
  field?.focus();
}
