import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HttpRefusal } from './answers.ts';
import { bodyOf } from './body.ts';

/** Reads and checks a JSON body of at most `limit` bytes. Rejects with an HttpRefusal. */
export async function readJsonBody<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
  limit: number,
): Promise<z.infer<S>> {
  // A form of a foreign page can send text, but not this type without asking first.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpRefusal(415, 'not-json', 'The body has to be application/json.');
  }
  const text = await readText(request, limit);
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'body';
    throw new HttpRefusal(400, 'bad-request', `Not as expected: ${where}.`);
  }
  return parsed.data;
}

async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of bodyOf(request)) {
    bytes += chunk.length;
    if (bytes > limit) throw new HttpRefusal(413, 'too-large', 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, 'bad-request', 'The body is not JSON.');
  }
}
