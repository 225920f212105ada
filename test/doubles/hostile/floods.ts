import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { attack } from './attack.ts';
import type { Attack } from './attack.ts';
import type { Target } from './target.ts';

const MANY = 1_000;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Connected, without a word. */
async function plain({ port }: Target): Promise<Socket> {
  const socket = connectTcp(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** While they stand, a stranger still gets an answer. */
async function answersWhile(target: Target, sockets: readonly Socket[]): Promise<string | number> {
  const { status } = await target.ask('/api/status');
  for (const socket of sockets) socket.destroy();
  return status;
}

/** Much of something that alone would be harmless. */
export const floods: readonly Attack[] = [
  attack('a thousand connections that say nothing', 200, async (target) =>
    answersWhile(target, await Promise.all(times(MANY, () => plain(target)))),
  ),
  attack('hundreds of handshakes that stop halfway', 200, async (target) => {
    const sockets = await Promise.all(times(300, () => plain(target)));
    // The beginning of a hello that promises more than comes.
    for (const socket of sockets) socket.write(Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]));
    return answersWhile(target, sockets);
  }),
  attack('hundreds of requests that come a letter at a time', 200, async (target) => {
    const sockets = await Promise.all(times(200, () => target.tls()));
    for (const letter of 'GET /api/status') for (const socket of sockets) socket.write(letter);
    return answersWhile(target, sockets);
  }),
  attack('hundreds of uploads that never end', 200, async (target) => {
    const sockets = await Promise.all(times(100, () => target.tls()));
    for (const socket of sockets) {
      socket.write(
        `PUT /media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${target.token}\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n${'x'.repeat(0x10000)}\r\n`,
      );
    }
    return answersWhile(target, sockets);
  }),
  attack('an old protocol of the line', 'refused', async (target) => {
    const options = {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    } as const;
    return target.tls(options).then(
      () => 'taken',
      () => 'refused',
    );
  }),
  attack('passwords without end', 429, async (target) => {
    let status = 0;
    for (let n = 0; n < 40 && status !== 429; n += 1) {
      const guess = { name: 'Ana', password: `guess ${n}`, keep: 'token' };
      ({ status } = await target.post('/api/sign-in', guess));
    }
    return status;
  }),
];
