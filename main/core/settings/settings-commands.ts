import {
  isSettingName,
  settingFacts,
  settingOf,
  settingProblem,
  settingsFrom,
} from '#shared/domain/settings.ts';
import type { SettingName } from '#shared/domain/settings.ts';
import { togetherProblem } from '#shared/domain/settings-together.ts';
import type { TogetherProblem } from '#shared/domain/settings-together.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';

export function getSettingsHandler(ledger: Ledger): CommandHandler<'settings.get'> {
  return () => {
    const { settings, journal } = ledger.read;
    return Promise.resolve(ok({ settings: settingsFrom(settings.all()), upTo: journal.head() }));
  };
}

export function changeSettingHandler(ledger: Ledger): CommandHandler<'settings.change'> {
  return async ({ name, value, before: seen }, caller) => {
    if (!isSettingName(name)) return fail('unknown-setting', 'This host has no such setting.');
    const problem = settingProblem(name, value);
    if (problem !== null) return fail('not-valid', takes(name), { problem });
    return ledger.write(({ tx, record }) => {
      const settings = settingsFrom(tx.settings.all());
      const before = settingOf(settings, name);
      if (seen !== undefined && before !== seen && before !== value) {
        const byId = tx.settings.changedBy(name);
        return fail('changed', 'Somebody has changed this meanwhile.', { value: before, byId });
      }
      const together = before === value ? null : togetherProblem(settings, name, value);
      if (together !== null) return fail('not-valid', TOGETHER[together], { problem: together });
      if (before !== value) {
        record({ kind: 'settings.changed', name, before, after: value }, caller.id);
      }
      return ok({ before, after: value });
    });
  };
}

const TOGETHER = {
  'amber-not-before-red': 'Amber comes before red: choose less than the minutes for red.',
  'red-not-after-amber': 'Red comes after amber: choose more than the minutes for amber.',
} satisfies Record<TogetherProblem, string>;

function takes(name: SettingName): string {
  const facts = settingFacts(name);
  switch (facts.kind) {
    case 'number':
      return `This setting takes a whole number from ${facts.min} to ${facts.max} (${facts.unit}).`;
    case 'text':
      return `This setting takes a text of at most ${facts.maxLength} characters.`;
    case 'choice':
      return `This setting is one of: ${facts.options.join(', ')}.`;
    case 'toggle':
      return 'This setting is on or off.';
  }
}
