import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startHost } from '#main/launch/start-host.ts';
import { systemClock } from '#main/system/clock.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import { ScriptedGateway } from '../doubles/gateway/scripted-gateway.ts';
import { silentLog } from '../doubles/log.ts';
import type { Ready, Stimulus } from './stimulus.ts';

/**
 * The process under measurement, started by the driver with `floor` or `deskline`. The driver
 * names a sender and a text; the text carries the time at which it was sent.
 */
interface Subject {
  readonly port: number;
  readonly token: string;
  take(stimulus: Stimulus): void;
  close(): Promise<void>;
}

/** Insert with full text, FULL commits of what came in one turn, one TLS broadcast. No more. */
async function floor(directory: string): Promise<Subject> {
  const db = new Database(join(directory, 'floor.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE messages (id INTEGER PRIMARY KEY, chat TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE INDEX by_chat ON messages (chat, at);
    CREATE VIRTUAL TABLE words USING fts5 (text, content='messages', content_rowid='id', prefix='2 3');
  `);
  const insert = db.prepare('INSERT INTO messages (chat, at, text) VALUES (?, ?, ?)');
  const index = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const certificate = await ensureCertificate({ directory, names: ['localhost'], log: silentLog });
  const server = createServer(certificate);
  const sockets = new Set<WebSocket>();
  const hub = new WebSocketServer({ server, perMessageDeflate: false });
  hub.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('message', () => socket.send('{"t":"welcome"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const commit = db.transaction((batch: readonly Stimulus[]) => {
    for (const { sender, text } of batch) {
      const { lastInsertRowid } = insert.run(sender, Date.now(), text);
      index.run(lastInsertRowid, text);
    }
  });
  let waiting: Stimulus[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    commit(batch);
    const frame = JSON.stringify({ t: 'delta', messages: batch });
    for (const socket of sockets) socket.send(frame);
  };
  return {
    port: (server.address() as { port: number }).port,
    token: '',
    take(stimulus) {
      if (waiting.push(stimulus) === 1) setImmediate(flush);
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
      db.close();
    },
  };
}

/** The whole host, from the gateway's event on. */
async function deskline(directory: string): Promise<Subject> {
  const gateway = new ScriptedGateway();
  const host = await startHost({
    dataDirectory: directory,
    address: '127.0.0.1',
    port: 0,
    screensDirectory: null,
    gateway,
    clock: systemClock,
    log: silentLog,
    version: 'bench',
  });
  const admin = { code: host.setupCode ?? '', name: 'Bench', password: 'correct horse' };
  const signedIn = await host.core.accounts.setup(admin, 'bench');
  if (!signedIn.ok) throw new Error(signedIn.message);
  gateway.connect();
  let count = 0;
  return {
    port: host.port,
    token: signedIn.value.token,
    take(stimulus) {
      count += 1;
      gateway.emit({ type: 'message', message: incoming(stimulus, count) });
    },
    close: () => host.close(),
  };
}

function incoming({ sender, text }: Stimulus, count: number): IncomingMessage {
  const address = `${sender}@c.us` as WaAddress;
  return {
    key: `false_${address}_${count}` as WaMessageKey,
    from: 'contact',
    at: Date.now(),
    content: { kind: 'text', text },
    contact: {
      address,
      addresses: [address],
      phone: `+${sender}`,
      savedName: null,
      whatsappName: `Customer ${sender}`,
    },
  };
}

const directory = await mkdtemp(join(tmpdir(), 'deskline-bench-'));
const subject = await (process.argv[2] === 'floor' ? floor(directory) : deskline(directory));
process.on('message', (stimuli: Stimulus[] | 'end') => {
  if (stimuli === 'end') void end();
  else for (const stimulus of stimuli) subject.take(stimulus);
});
// The driver failed: nobody is left to measure.
process.on('disconnect', () => process.exit(1));
process.send?.({ port: subject.port, token: subject.token } satisfies Ready);

async function end(): Promise<void> {
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  await subject.close();
  await rm(directory, { recursive: true, force: true });
  process.send?.({ peakBytes }, () => process.exit());
}
