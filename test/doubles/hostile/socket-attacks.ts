import { randomBytes } from 'node:crypto';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { attack } from './attack.ts';
import type { Attack } from './attack.ts';
import { statusOf } from './target.ts';
import type { Target } from './target.ts';

/** What a socket that asks for this gets: `open`, or the refusal. */
const opening =
  (headers: Record<string, string>, origin?: string) =>
  async (target: Target): Promise<string> => {
    const screen = target.screen(headers, origin === undefined ? {} : { origin });
    const came = await screen.opened().then(
      () => 'open',
      (error: unknown) => (error instanceof Error ? error.message : 'no error'),
    );
    screen.socket.terminate();
    return came;
  };

/** How the host ends a session that says this first. */
const saying =
  (...frames: readonly (string | Buffer | object)[]) =>
  async (target: Target): Promise<string> => {
    const screen = target.screen();
    await screen.opened();
    for (const frame of frames) screen.send(frame);
    const { code } = await screen.next('bye');
    await screen.closed;
    return code;
  };

/** The same of a session that is signed in. */
const sayingInside =
  (...frames: readonly (string | Buffer | object)[]) =>
  async (target: Target): Promise<string> => {
    const screen = await target.inside();
    for (const frame of frames) screen.send(frame);
    const { code } = await screen.next('bye');
    await screen.closed;
    return code;
  };

/** What comes of a command of an agent's. */
const commanding =
  (name: string, params: unknown) =>
  async (target: Target): Promise<string> => {
    const screen = await target.inside();
    screen.command(1, name, params);
    const result = await screen.next('result');
    screen.socket.terminate();
    return result.ok ? 'done' : result.code;
  };

const hello = (more: object) => ({
  t: 'hello',
  v: PROTOCOL_VERSION,
  token: null,
  client: { name: 'evil', version: '1' },
  resume: null,
  ...more,
});

const openings: readonly Attack[] = [
  attack('a socket from a foreign page', 'refused with 403', opening({}, 'https://evil.example')),
  attack('a socket from a sandboxed frame', 'refused with 403', opening({}, 'null')),
  attack('a socket under a foreign name', 'refused with 421', opening({ host: 'evil.example' })),
  attack('a socket without a key', '400', (target) =>
    target
      .bytes(
        `GET /hub HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      )
      .then(statusOf),
  ),
  attack('a socket that is none', '404', (target) =>
    target
      .bytes(
        `GET /hub2 HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n`,
      )
      .then(statusOf),
  ),
];

const greetings: readonly Attack[] = [
  attack('a made-up token', 'signed-out', saying(hello({ token: 'x'.repeat(43) }))),
  attack(
    'a token of a megabyte’s tenth',
    'bad-frame',
    saying(hello({ token: 'x'.repeat(100_000) })),
  ),
  attack('no token', 'signed-out', saying(hello({}))),
  attack('a token that is a list', 'bad-frame', saying(hello({ token: ['x'] }))),
  attack('another version', 'version', saying(hello({ v: 99 }))),
  attack(
    'a resume from the future',
    'signed-out',
    saying(hello({ resume: { journalId: 'x', seq: 9e15 } })),
  ),
  attack(
    'a command before the hello',
    'bad-frame',
    saying({ t: 'command', id: 1, name: 'search' }),
  ),
  attack('a token that was signed out', 'signed-out', async (target) => {
    const answer = await target.post(
      '/api/sign-out',
      { hasDecided: false },
      {
        authorization: `Bearer ${await spare(target)}`,
      },
    );
    if (answer.status !== 204) return `not signed out: ${answer.status}`;
    return saying(hello({ token: SPARE.token }))(target);
  }),
];

/** A session that may be ended; the one of the suite goes on. */
const SPARE = { token: '' };
async function spare(target: Target): Promise<string> {
  const { name, password } = target.agent;
  const body = { name, password, keep: 'token' };
  const answer = await target.post('/api/sign-in', body);
  SPARE.token = (JSON.parse(answer.body.toString('utf8')) as { token: string }).token;
  return SPARE.token;
}

const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

const frames: readonly Attack[] = [
  attack('no JSON at all', 'bad-frame', sayingInside('hello?')),
  attack('bytes', 'bad-frame', sayingInside(randomBytes(200))),
  attack('a frame by prototype', 'bad-frame', sayingInside('{"__proto__":{"t":"ack","seq":0}}')),
  attack('a kind that is none', 'bad-frame', sayingInside('{"t":"toString"}')),
  attack('a number beyond numbers', 'bad-frame', sayingInside('{"t":"ack","seq":1e999}')),
  attack('an acknowledgement of nothing', 'bad-frame', sayingInside({ t: 'ack', seq: 9e15 })),
  attack('a second hello', 'bad-frame', sayingInside(hello({}))),
  attack('frames without end', 'too-many-frames', (target) =>
    sayingInside(...Array.from({ length: 2_000 }, () => ({ t: 'ack', seq: 0 })))(target),
  ),
  attack('a frame larger than any', 1009, async (target) => {
    const screen = await target.inside();
    screen.send('x'.repeat(8 * 1024 * 1024));
    return screen.closed;
  }),
  attack('one frame in pieces without end', 1009, async (target) => {
    const screen = await target.inside();
    for (let n = 0; n < 200; n += 1) screen.socket.send('x'.repeat(64 * 1024), { fin: false });
    return screen.closed;
  }),
  attack('a frame that is not masked', 1002, async (target) => {
    const screen = await target.inside();
    screen.socket.send('{"t":"ack","seq":0}', { mask: false });
    return screen.closed;
  }),
  attack('a code that nobody uses', 1002, async (target) => {
    const screen = await target.inside();
    underneath(screen.socket).write(Buffer.from([0x8b, 0x80, 0, 0, 0, 0]));
    return screen.closed;
  }),
  attack('text that is no UTF-8', 1007, async (target) => {
    const screen = await target.inside();
    screen.socket.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false });
    return screen.closed;
  }),
];

/** The socket below a websocket, for bytes that no library would send. */
function underneath(socket: object): { write(bytes: Buffer): void } {
  return (socket as { readonly _socket: { write(bytes: Buffer): void } })._socket;
}

const commands: readonly Attack[] = [
  attack('a command that is none', 'unknown-command', commanding('rule.the-world', {})),
  attack('a command by prototype', 'unknown-command', commanding('__proto__', {})),
  attack('a command by its maker', 'unknown-command', commanding('constructor', {})),
  attack('much nesting in a command', 'bad-params', async (target) => {
    const screen = await target.inside();
    screen.send(`{"t":"command","id":1,"name":"search","params":${DEEP}}`);
    const result = await screen.next('result');
    screen.socket.terminate();
    return result.ok ? 'done' : result.code;
  }),
  ...(
    [
      ['settings.change', { name: 'routing.capacity', value: 1 }],
      ['agent.add', { name: 'Mallory', password: 'three grey herons', role: 'admin' }],
      ['settings.get', {}],
      ['number.log-out', {}],
      ['backup.now', {}],
    ] as const
  ).map(([name, params]) =>
    attack(
      `an agent who would be admin: ${name}`,
      /forbidden|bad-params|unknown/,
      commanding(name, params),
    ),
  ),
  attack('a chat that there is not', 'not-found', (target) =>
    commanding('conversation.claim', { conversationId: 9_999_999, epoch: 0 })(target),
  ),
  attack('a number of a chat that is SQL', 'bad-params', (target) =>
    commanding('conversation.claim', { conversationId: '1 OR 1=1', epoch: 0 })(target),
  ),
  attack('an answer of a megabyte', /bad-params|1009|too/, async (target) => {
    const screen = await target.inside();
    const body = { kind: 'text', text: 'x'.repeat(1_000_000) };
    const params = { conversationId: 1, epoch: 0, lastSeenMessageId: null, clientRef: 'r', body };
    screen.command(1, 'reply.send', params);
    const result = await Promise.race([
      screen.next('result').then((frame) => (frame.ok ? 'done' : frame.code)),
      screen.closed.then(String),
    ]).catch(() => screen.closed.then(String));
    screen.socket.terminate();
    return result;
  }),
  ...[
    '"',
    '*',
    'a* OR b*',
    'NEAR(a b, 999999)',
    '^a : {b}',
    '-- \u0000 ;',
    'a '.repeat(99),
    '\u202Ehtap\u2066',
    '\uD800',
    "'); DROP TABLE messages;--",
  ].map((text) =>
    attack(`a search for ${JSON.stringify(text).slice(0, 40)}`, /done|bad-params/, (target) =>
      commanding('search', { text, limit: 20 })(target),
    ),
  ),
];

export const socketAttacks: readonly Attack[] = [...openings, ...greetings, ...frames, ...commands];
