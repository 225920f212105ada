import type { CDPSession, Protocol } from 'puppeteer';
import { originOf, toApp } from './page-addresses.ts';
import { PRELOAD_WORLD } from './preload-world.ts';

/** A frame as Electron's WebFrameMain shows it. */
interface FrameDouble {
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly parent: FrameDouble | null;
}

interface Outcome {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly message?: string;
}

type CdpFrameTree = Protocol.Page.FrameTree;

/** The frames of a page and the preload's world in each of them. */
export class FrameTree {
  readonly #cdp: CDPSession;
  /** By execution context id. */
  readonly #worlds = new Map<number, { readonly frameId: string; readonly uniqueId: string }>();
  #mainFrameId = '';

  constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  get mainFrameId(): string {
    return this.#mainFrameId;
  }

  async start(): Promise<void> {
    this.#cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return;
      const { frameId } = context.auxData as { frameId: string };
      this.#worlds.set(context.id, { frameId, uniqueId: context.uniqueId });
    });
    this.#cdp.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
      for (const [id, { uniqueId }] of this.#worlds) {
        if (uniqueId === executionContextUniqueId) this.#worlds.delete(id);
      }
    });
    this.#cdp.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    await this.#cdp.send('Runtime.enable');
    this.#mainFrameId = (await this.#tree()).frame.id;
  }

  /** Null when the frame is gone by now. */
  async frameOf(contextId: number): Promise<FrameDouble | null> {
    const world = this.#worlds.get(contextId);
    return world === undefined ? null : find(await this.#tree(), world.frameId, null);
  }

  async deliver(channel: string, args: readonly unknown[]): Promise<void> {
    const [context] = this.#contextsOf(this.#mainFrameId);
    if (context !== undefined) await this.#run(context, 'deliver', [channel, args]);
  }

  async answer(contextId: number, id: number, outcome: Outcome): Promise<void> {
    if (this.#worlds.has(contextId)) await this.#run(contextId, 'answer', [id, outcome]);
  }

  /** Calls ipcRenderer.invoke in a frame by its name; null: in the top frame. */
  async invoke(frameName: string | null, channel: string): Promise<unknown> {
    const tree = await this.#tree();
    const child = tree.childFrames?.find(({ frame }) => frame.name === frameName);
    const [context] = this.#contextsOf(child?.frame.id ?? this.#mainFrameId);
    if (context === undefined) throw new Error('That frame has no world for preloads.');
    return this.#run(context, 'ipcRenderer.invoke', [channel]);
  }

  #contextsOf(frameId: string): number[] {
    return [...this.#worlds].flatMap(([id, world]) => (world.frameId === frameId ? [id] : []));
  }

  async #tree(): Promise<CdpFrameTree> {
    return (await this.#cdp.send('Page.getFrameTree')).frameTree;
  }

  async #run(contextId: number, call: string, args: readonly unknown[]): Promise<unknown> {
    const text = args.map((arg) => JSON.stringify(arg)).join(', ');
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      contextId,
      expression: `electronDouble.${call}(${text})`,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  }
}

function find(
  { frame, childFrames = [] }: CdpFrameTree,
  id: string,
  parent: FrameDouble | null,
): FrameDouble | null {
  const url = toApp(frame.url);
  const origin = toApp(frame.securityOrigin);
  const own = { url, origin: origin || originOf(url), name: frame.name ?? '', parent };
  if (frame.id === id) return own;
  return childFrames.map((child) => find(child, id, own)).find((found) => found !== null) ?? null;
}
