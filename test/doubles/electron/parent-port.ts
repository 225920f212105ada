import { EventEmitter } from 'node:events';

/**
 * Preloaded into a utility process: puts process.parentPort, whose messages come in an event, in
 * the place of Node's own line to the parent. Like the real one it ends with the program above.
 */
class ParentPortDouble extends EventEmitter {
  readonly #send = process.send?.bind(process);

  constructor() {
    super();
    process.on('message', (data) => this.emit('message', { data, ports: [] }));
    process.once('disconnect', () => process.exit(1));
  }

  postMessage(message: unknown): void {
    this.#send?.(message);
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPortDouble() });
Object.defineProperty(process, 'send', { value: undefined });
