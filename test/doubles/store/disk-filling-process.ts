import { createInterface } from 'node:readline';
import { StoreError } from '#main/core/ports/store.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '../log.ts';
import { aConversation, aMessage } from './builders.ts';

const TEXT = 'so much to say '.repeat(2_000);
/** More than any of the test's disks has room for. */
const MOST_MESSAGES = 4_000;

/**
 * `node disk-filling-process.ts DIRECTORY`: stores large messages until the disk takes no more and
 * says what happened, one JSON line. A line on the standard input makes it store one more.
 */
async function fillDisk(store: Store): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  await store.write((tx) => tx.state.putConversation(aConversation(1)));
  say(await storeUntilRefused(store));
  await lines.next();
  say({ stored: await storeOne(store) });
  await store.close();
  process.stdin.destroy();
}

async function storeUntilRefused(store: Store): Promise<object> {
  let stored = 0;
  try {
    while (stored < MOST_MESSAGES) stored = await storeOne(store);
    return { stored };
  } catch (error) {
    const code = error instanceof StoreError ? error.code : String(error);
    // Reading goes on while writing fails.
    return { stored, code, readable: store.read.messages.lastId() };
  }
}

const storeOne = (store: Store) =>
  store.write((tx) => {
    const id = tx.nextId('message');
    tx.state.insertMessage(aMessage(id, { content: { kind: 'text', text: `${id} ${TEXT}` } }));
    return id;
  });

const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

await fillDisk(openStore({ directory: process.argv[2] ?? '', log: silentLog }));
