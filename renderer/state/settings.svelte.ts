import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { SettingName, Settings, SettingValue } from '#shared/domain/settings.ts';
import { settingOf } from '#shared/domain/settings.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** The office's settings, for an admin's screen. */
export class OfficeSettings {
  #current = $state.raw<Settings | null>(null);
  readonly #client: HubClient;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    feed.on(({ slices }) => {
      if (slices.has('settings') || slices.has('all')) this.#current = client.replica.settings;
    });
  }

  get all(): Settings | null {
    return this.#current;
  }

  get isLoaded(): boolean {
    return this.#current !== null;
  }

  of(name: SettingName): SettingValue | null {
    return this.#current && settingOf(this.#current, name);
  }

  /** Null: they are there and stay current. */
  async load(): Promise<CommandFailure | null> {
    const reply = await this.#client.loadSettings();
    if (!reply.ok) return reply;
    this.#current = this.#client.replica.settings;
    return null;
  }

  /** What it was before, or why it could not be changed. `before`: what the person saw. */
  async change(name: SettingName, value: SettingValue, before: SettingValue) {
    return this.#client.command('settings.change', { name, value, before });
  }
}
