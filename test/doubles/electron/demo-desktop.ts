import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptLogins } from '#main/launch/demo-folder.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { isAlive } from '#test/doubles/is-alive.ts';
import { Screen } from '#test/doubles/screens/screen.ts';
import { agentClient, found, tokenFrom } from '#test/faults/agent-client.ts';
import { buildDesktop } from './build-desktop.ts';
import { startDesktop } from './start-desktop.ts';
import type { DesktopUnderTest } from './start-desktop.ts';

declare const deskline: DesklineBridge;

/** The desktop program with the demo's office: Ana, an admin, sits at its main window. */
export class DemoDesktop {
  readonly program: DesktopUnderTest;
  readonly inbox: Screen;
  readonly dataDirectory: string;
  readonly #clients: HubClient[] = [];

  private constructor(program: DesktopUnderTest, inbox: Screen, dataDirectory: string) {
    this.program = program;
    this.inbox = inbox;
    this.dataDirectory = dataDirectory;
  }

  static async open(): Promise<DemoDesktop> {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-two-windows-'));
    const program = startDesktop({ out: await buildDesktop(), dataDirectory, args: ['--demo'] });
    const demo = new DemoDesktop(program, Screen.of(await program.page()), dataDirectory);
    await demo.inbox.finds('button', 'Sign in');
    await demo.#allowSeveralDevices();
    const [login] = await keptLogins(dataDirectory);
    await demo.inbox.signIn(login!.name, login!.password);
    return demo;
  }

  /** Opens the window of the settings, which is not open, through a link of the main one. */
  async openSettings(link = 'Settings'): Promise<{ settings: Screen; id: number }> {
    const opened = this.nextSettings();
    await this.inbox.goTo(link);
    return opened;
  }

  /** The window of the settings that is opened next, once it is loaded. */
  async nextSettings(): Promise<{ settings: Screen; id: number }> {
    const before = this.program.told('window').filter(({ title }) => title === 'Deskline settings');
    const { page, id } = await this.program.settings(before.length + 1);
    return { settings: Screen.of(page), id };
  }

  closed(id: number): Promise<unknown> {
    return this.program.event('closed', (window) => window.id === id);
  }

  /** Somebody at another PC. */
  async elsewhere(who: number): Promise<HubClient> {
    const ca = await readFile(join(this.dataDirectory, 'tls', 'host.crt'), 'utf8');
    const status = await this.inbox.page.evaluate(() => deskline.host.status());
    if (status.name !== 'running') throw new Error(`The host is ${status.name}.`);
    const host = { port: status.port, ca };
    const login = (await keptLogins(this.dataDirectory))[who]!;
    const client = agentClient(() => host, await tokenFrom(host, login));
    this.#clients.push(client);
    await found(client, () => client.replica.me);
    return client;
  }

  /** Her chats stay hers, and nothing else keeps the program. */
  async quit(): Promise<number | null> {
    if (!isAlive(this.program.pid)) return this.program.exited();
    this.program.ask({ type: 'answer-dialogs', button: 1 });
    this.program.ask({ type: 'quit' });
    const confirm = this.inbox.page.locator('[role=dialog] button[type=submit]');
    // Signed out she is asked nothing, and the page is gone.
    confirm
      .setTimeout(60_000)
      .click()
      .catch(() => undefined);
    return this.program.exited();
  }

  async close({ hasFailed }: { readonly hasFailed: boolean }): Promise<void> {
    for (const client of this.#clients) client.stop();
    if (hasFailed) {
      process.stderr.write(`${this.program.story()}\n`);
      // It may be waiting for an answer that nobody gives.
      process.kill(this.program.pid, 'SIGKILL');
    }
    await this.quit();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }

  /** An admin sits at the main window and at another PC. */
  async #allowSeveralDevices(): Promise<void> {
    const change = { name: 'sessions.severalDevices', value: true } as const;
    const ana = await this.elsewhere(0);
    const reply = await ana.command('settings.change', change);
    if (!reply.ok) throw new Error(reply.message);
    // She is at the main window from now on, and nowhere else.
    await ana.command('presence.closes', {});
    ana.stop();
  }
}
