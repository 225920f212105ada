import Database from 'better-sqlite3';
import type { Core } from '#main/core/api.ts';
import type { Gateway } from '#main/core/ports/gateway.ts';
import type { MediaFiles } from '#main/core/ports/media-files.ts';
import type { Store, Tx } from '#main/core/ports/store.ts';

/** Told the name of each step of receiving and sending, right before and right after it. */
export type Reached = (step: string) => void;

function around<T>(reached: Reached, step: string, work: () => T): T {
  reached(`before ${step}`);
  const value = work();
  reached(`after ${step}`);
  return value;
}

const CONTROLS = new Set(['BEGIN IMMEDIATE', 'COMMIT', 'SAVEPOINT unit', 'RELEASE unit']);

/** The statements around units of work, as SQLite executes them. To be called before any is made. */
export function nameTransactionSteps(reached: Reached): void {
  const prepare = Database.prototype.prepare;
  Database.prototype.prepare = function named(this: Database.Database, sql: string) {
    const statement: Database.Statement = prepare.call(this, sql);
    if (!CONTROLS.has(sql)) return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values: unknown[]) =>
      around(reached, sql.toLowerCase(), () => run(...values));
    return statement;
  } as typeof prepare;
}

export function nameStoreSteps(store: Store, reached: Reached): Store {
  return {
    ...store,
    write: async (unit) => {
      const value = await store.write((tx) => unit(nameTxSteps(tx, reached)));
      reached('after the store said it is on disk');
      return value;
    },
  };
}

function nameTxSteps(tx: Tx, reached: Reached): Tx {
  const { state } = tx;
  return {
    ...tx,
    appendEntry(entry) {
      const { fact } = entry;
      const what = 'state' in fact ? `${fact.kind} ${fact.state}` : fact.kind;
      return around(reached, `journal ${what}`, () => tx.appendEntry(entry));
    },
    state: {
      ...state,
      insertMessage: (message) =>
        around(reached, `insert ${message.author.type} message`, () =>
          state.insertMessage(message),
        ),
      updateMessage: (message) =>
        around(reached, `update message ${message.state}`, () => state.updateMessage(message)),
      putConversation: (conversation) =>
        around(reached, 'put conversation', () => state.putConversation(conversation)),
    },
  };
}

export function nameFileSteps(files: MediaFiles, reached: Reached): MediaFiles {
  return {
    ...files,
    async put(bytes) {
      reached('before storing a file');
      const file = await files.put(bytes);
      reached('after storing a file');
      return file;
    },
  };
}

/** Calls that change or fetch something; events by what they tell. */
const CALLS = new Set(['newKey', 'send', 'find', 'fetchMedia', 'chats', 'history']);

export function nameGatewaySteps(gateway: Gateway, reached: Reached): Gateway {
  const on: Gateway['on'] = (listener) =>
    gateway.on((event) => {
      const what =
        event.type === 'message'
          ? `message from ${event.message.from}`
          : event.type === 'acknowledged'
            ? `acknowledgement ${event.state}`
            : event.type;
      around(reached, `event ${what}`, () => listener(event));
    });
  return new Proxy(gateway, {
    get(target, name: keyof Gateway) {
      if (name === 'on') return on;
      const method = target[name];
      if (!CALLS.has(name)) return method;
      return async (...args: unknown[]) => {
        reached(`before ${name}`);
        const value = await (method as (...all: unknown[]) => Promise<unknown>)(...args);
        reached(`after ${name}`);
        return value;
      };
    },
  });
}

/** What the hub is given: announcing a change, and answering a reply. */
export function nameCoreSteps<C extends Core>(core: C, reached: Reached): C {
  const { sync, handlers } = core;
  return {
    ...core,
    sync: {
      open: (agent, resume) => sync.open(agent, resume),
      forRole: (delta, role) => sync.forRole(delta, role),
      seesAll: (agent) => sync.seesAll(agent),
      sees: (agent, id) => sync.sees(agent, id),
      beginsAnew: (fact, agent) => sync.beginsAnew(fact, agent),
      forAgent: (delta, agent) => sync.forAgent(delta, agent),
      on: (listener) =>
        sync.on((delta) => {
          around(reached, 'announcing a change', () => listener(delta));
          // The hub sends in the next turn, or a millisecond later.
          setTimeout(() => reached('after sending a change to the screens'), 3);
        }),
    },
    handlers: {
      ...handlers,
      async 'reply.send'(params, caller) {
        reached('before taking a reply');
        const outcome = await handlers['reply.send'](params, caller);
        reached('after taking a reply, before answering');
        return outcome;
      },
    },
  };
}
