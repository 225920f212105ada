import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer';
import type { Page } from 'puppeteer';
import { SETTINGS_QUERY } from '#shared/ipc/contract.ts';
import type { DoubleEvent, DoubleRequest } from './control.ts';

const RUN_MAIN = fileURLToPath(new URL('./run-main.ts', import.meta.url));

type EventOf<T extends DoubleEvent['type']> = Extract<DoubleEvent, { type: T }>;

type Which<T extends DoubleEvent['type']> = number | ((event: EventOf<T>) => boolean);

interface DesktopOptions {
  /** The folder that `buildDesktop` gave. */
  readonly out: string;
  readonly dataDirectory: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Nobody has said yet what this PC is; otherwise it is the host. */
  readonly isUnchosen?: boolean;
}

/** The real desktop program, running on the electron double. */
export interface DesktopUnderTest {
  readonly pid: number;
  /** What it wrote to stdout and stderr so far. */
  output(): string;
  /** All that is known of it, for whoever looks into why a test failed. */
  story(): string;
  /** Everything the double told so far, of one type. */
  told<T extends DoubleEvent['type']>(type: T): readonly EventOf<T>[];
  /**
   * The `which`-th event of a type, or the first that fits, as soon as it is there; rejects when
   * the program ended.
   */
  event<T extends DoubleEvent['type']>(type: T, which?: Which<T>): Promise<EventOf<T>>;
  ask(request: DoubleRequest): void;
  /**
   * The main window's page, once its screens are loaded. A host on any free port is known only when it
   * runs, and the page then comes a second time: it is the second one, unless told otherwise.
   */
  page(wanted?: { readonly mayConnect: boolean }): Promise<Page>;
  /** The page of the `which`-th window of the settings that was opened, once it is loaded. */
  settings(which?: number): Promise<{ readonly page: Page; readonly id: number }>;
  /** Loads the page of every window anew and waits for them. */
  reloaded(): Promise<void>;
  /** Calls an ipc channel in a frame of the window, past the bridge; null: the top frame. */
  invokeInFrame(frameName: string | null): Promise<unknown>;
  /** Resolves with the exit code. */
  exited(): Promise<number | null>;
  /** Asks it to quit, as a person would. */
  quit(): Promise<number | null>;
}

export function startDesktop(options: DesktopOptions): DesktopUnderTest {
  const { out, dataDirectory, args = [], env = {}, isUnchosen = false } = options;
  if (!isUnchosen) chooseHost(dataDirectory);
  const child = fork(
    RUN_MAIN,
    [
      join(out, 'main', 'index.js'),
      '--port=0',
      '--host=127.0.0.1',
      `--data=${dataDirectory}`,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...env }, execArgv: [] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const events: DoubleEvent[] = [];
  const waiting = new Set<() => void>();
  child.on('message', (event: DoubleEvent) => {
    events.push(event);
    for (const look of waiting) look();
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;

  const told = <T extends DoubleEvent['type']>(type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);

  const findPage = async (isWanted: (url: string) => boolean): Promise<Page> => {
    const { endpoint } = await desktop.event('browser');
    const browser = await puppeteer.connect({ browserWSEndpoint: endpoint, defaultViewport: null });
    const page = (await browser.pages()).find((candidate) => isWanted(candidate.url()));
    if (page === undefined) throw new Error('The window shows no screen.');
    return page;
  };

  const desktop: DesktopUnderTest = {
    pid: child.pid ?? 0,
    output: () => output,
    story: () =>
      [`pid ${child.pid}, exit ${child.exitCode ?? child.signalCode ?? 'none'}`, output]
        .concat(events.map((event) => JSON.stringify(event)))
        .join('\n'),
    told,
    event(type, which = 1) {
      const { promise, resolve, reject } = Promise.withResolvers<EventOf<typeof type>>();
      const look = () => {
        const found =
          typeof which === 'number' ? told(type)[which - 1] : told(type).find((one) => which(one));
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
      void exit.then(() => reject(new Error(`The program ended before "${type}". ${output}`)));
      return promise.finally(() => waiting.delete(look));
    },
    ask: (request) => void child.send(request),
    async page({ mayConnect } = { mayConnect: true }) {
      await desktop.event('loaded', ({ policy }) => policy.includes('wss://') === mayConnect);
      return findPage(
        (url) => url.startsWith('https://deskline/') && !url.includes(SETTINGS_QUERY),
      );
    },
    async settings(which = 1) {
      const isSettings = ({ title }: EventOf<'window'>) => title === 'Deskline settings';
      const { id } = await desktop.event(
        'window',
        (window) => told('window').filter(isSettings)[which - 1] === window,
      );
      await desktop.event('loaded', (page) => page.id === id);
      return { id, page: await findPage((url) => url.includes(SETTINGS_QUERY)) };
    },
    async reloaded() {
      const open = told('window').length - told('closed').length;
      const last = told('loaded').length + open;
      desktop.ask({ type: 'reload' });
      await desktop.event('loaded', last);
    },
    async invokeInFrame(frameName) {
      const id = told('answer').length + 1;
      desktop.ask({ type: 'invoke-in-frame', id, frameName });
      return (await desktop.event('answer', id)).value;
    },
    async exited() {
      const [code] = await exit;
      return code;
    },
    quit() {
      if (child.connected) desktop.ask({ type: 'quit' });
      return desktop.exited();
    },
  };
  return desktop;
}

/** As somebody did who chose so at the first start. */
export function chooseHost(dataDirectory: string): void {
  const path = join(dataDirectory, 'desktop', 'workplace.json');
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ role: 'host' }));
}
