import { saveFile } from '#renderer/bridge/save-file.ts';
import { t } from '#renderer/i18n/index.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import type { OfficeChoices } from '#shared/domain/settings-file.ts';
import type { Desk } from './desk.svelte.ts';

/** What is in force, read for the purpose; null: it could not be, and the person was told. */
export async function choicesInForce(desk: Desk): Promise<OfficeChoices | null> {
  const failure = await desk.settings.load();
  const hours = await desk.client.command('hours.get', {});
  const rules = await desk.client.command('rules.get', {});
  const bot = await desk.client.command('bot.get', {});
  const logo = await desk.client.command('logo.get', {});
  const settings = desk.client.replica.settings;
  if (failure !== null || !hours.ok || !rules.ok || !bot.ok || !logo.ok || settings === null) {
    desk.toasts.show(t.settings.loadFailed, 'bad');
    return null;
  }
  const automation = {
    rules: rules.value.rules.map(({ rule }) => rule),
    flows: bot.value.flows.map(({ flow }) => flow),
    agents: desk.people.agents,
  };
  const { labels } = desk.client.replica;
  return { settings, labels, hours: hours.value.office, automation, logo: logo.value.logo };
}

export async function saveSettingsFile(desk: Desk): Promise<void> {
  const choices = await choicesInForce(desk);
  if (choices === null) return;
  const text = `${JSON.stringify(settingsFileOf(choices), null, 2)}\n`;
  const day = new Date(desk.client.hostNow()).toISOString().slice(0, 10);
  saveFile(`deskline-settings-${day}.json`, 'application/json', text);
  await desk.client.command('audit.note-file', { what: 'exported', file: 'settings', name: '' });
}
