import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { invariant } from '#shared/util/assert.ts';
import { openDatabase } from '../connection.ts';
import { answerTo } from './answer.ts';
import type { ReportReply, ReportRequest } from './report-messages.ts';

/** In KiB, negative as SQLite wants it: a year's rows stay in memory from one report to the next. */
const CACHE = -65_536;

const port = parentPort;
invariant(port !== null, 'the report worker runs in a worker thread');
const path: unknown = workerData;
invariant(typeof path === 'string', 'the report worker is told the path of the database');
let opened: Database.Database | null = null;

port.on('message', (request: ReportRequest) => {
  port.postMessage(replyTo(request, path));
});

function replyTo({ id, question }: ReportRequest, file: string): ReportReply {
  try {
    opened ??= open(file);
    return { id, ok: true, answer: answerTo(opened, question) };
  } catch (error) {
    // Whatever it was, the next question begins with a fresh connection.
    opened?.close();
    opened = null;
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function open(file: string): Database.Database {
  const database = openDatabase(file, 'read');
  database.pragma(`cache_size = ${CACHE}`);
  return database;
}
