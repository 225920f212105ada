import { attack } from './attack.ts';
import type { Attack } from './attack.ts';
import { statusOf } from './target.ts';
import type { Target } from './target.ts';

const HOST = 'Host: localhost';
const ZEROS = '0'.repeat(64);
const BIDI = '\u202Eevil\u2066\u0000\u0007';

const status = async (answer: Promise<{ readonly status: number }>) => (await answer).status;
/** The page is what every unknown address outside of the attachments gets. */
const path = (way: string) => async (target: Target) => {
  const { status: given, body } = await target.ask(way, { headers: target.signedIn });
  return body.includes('<title>Deskline</title>') ? 'our page' : given;
};
const signIn =
  (body: string | object, headers = {}) =>
  (target: Target) =>
    status(target.post('/api/sign-in', body, headers));
const credentials = { name: 'Nobody', password: 'wrong password', keep: 'token' };

/** Ways to files that are no attachments. */
const paths: readonly Attack[] = [
  attack('a way out of the attachments', 'our page', path('/media/../../../../etc/passwd')),
  attack('the same, encoded', 404, path('/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd')),
  attack('the same, encoded twice', 404, path('/media/%252e%252e%252fetc%252fpasswd')),
  attack('the same with backslashes', 404, path('/media/..\\..\\windows\\win.ini')),
  attack('a zero byte in a name', 404, path(`/media/${ZEROS}%00.png`)),
  attack('a broken encoding', /^40[04]$/, path('/media/%E0%A4%A')),
  attack('the database by name', 404, path('/media/deskline.db')),
  attack('an attachment that there is not', 404, path(`/media/${ZEROS}`)),
  attack('a very long path', 'our page', path(`/${'a'.repeat(12_000)}`)),
  attack('an address of another host', '400', (target) =>
    target.head('GET //evil.example/x HTTP/1.1', HOST).then(statusOf),
  ),
  attack('a whole address of another host', '400', (target) =>
    target.head('GET https://evil.example/api/status HTTP/1.1', HOST).then(statusOf),
  ),
];

const begin = (body: string | object) => (target: Target) =>
  status(target.post('/api/pairing', body));
const KE1 = 'A'.repeat(128);
const finish = (body: object) => (target: Target) =>
  status(
    target.post('/api/pairing/finish', {
      attempt: 'made up',
      proof: 'AAAA',
      name: 'PC',
      platform: 'windows',
      ...body,
    }),
  );

/** Ways to be taken for one of the office's computers. */
const computers: readonly Attack[] = [
  attack('a key of a computer that there is not', 403, (target) =>
    status(
      target.ask(`/media/${ZEROS}`, {
        headers: { ...target.signedIn, 'deskline-computer': 'x'.repeat(43) },
      }),
    ),
  ),
  attack('a key of 8 KB', 403, (target) =>
    status(target.ask('/media/x', { headers: { 'deskline-computer': 'x'.repeat(8_000) } })),
  ),
  attack('a pairing that nobody began', 404, finish({})),
  attack('a pairing with a code that nobody made', 404, begin({ slot: 'A', request: KE1 })),
  attack(
    'a pairing with the prototype as its code',
    400,
    begin({ slot: '__proto__', request: KE1 }),
  ),
  attack('a pairing of 1 MB', 413, begin({ slot: 'A', request: 'A'.repeat(1_000_000) })),
  attack('a computer with a name that hides what it is', 400, finish({ name: BIDI })),
  attack('a pairing of a foreign page', 403, (target) =>
    status(
      target.post('/api/pairing', { slot: 'A', request: KE1 }, { origin: 'https://evil.example' }),
    ),
  ),
];

/** Requests that are made wrongly, or for somebody else. */
const requests: readonly Attack[] = [
  attack('no host', '400', (target) => target.head('GET / HTTP/1.1').then(statusOf)),
  attack('two hosts', '400', (target) =>
    target.head('GET /api/status HTTP/1.1', HOST, 'Host: evil.example').then(statusOf),
  ),
  attack('the name of a foreign host', 421, (target) =>
    status(target.ask('/api/status', { headers: { host: 'evil.example' } })),
  ),
  attack('a name that an attacker may point here', 421, (target) =>
    status(target.ask('/', { headers: { host: `127.0.0.1.evil.example:${target.port}` } })),
  ),
  attack('a form of a foreign page', 403, (target) =>
    status(target.post('/api/sign-in', credentials, { origin: 'https://evil.example' })),
  ),
  attack('a sandboxed frame', 403, (target) =>
    status(target.post('/api/sign-in', credentials, { origin: 'null' })),
  ),
  attack('a foreign site without an origin', 403, async (target) => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' };
    return status(target.ask('/api/sign-in', { method: 'POST', headers, body: '{}' }));
  }),
  attack('a method that is none', '400', (target) =>
    target.head('FROBNICATE / HTTP/1.1', HOST).then(statusOf),
  ),
  attack('a trace', 403, (target) =>
    status(target.ask('/', { method: 'TRACE', headers: { origin: 'https://evil.example' } })),
  ),
  attack('a deletion', 405, (target) =>
    status(target.ask(`/media/${ZEROS}`, { method: 'DELETE', headers: target.signedIn })),
  ),
  attack('a tunnel', 'nothing', (target) =>
    target.head('CONNECT evil.example:443 HTTP/1.1', HOST).then(statusOf),
  ),
  attack('two lengths at once', '400', (target) =>
    target
      .head('POST /api/sign-in HTTP/1.1', HOST, 'Content-Length: 4', 'Transfer-Encoding: chunked')
      .then(statusOf),
  ),
  attack('two different lengths', '400', (target) =>
    target
      .head('POST /api/sign-in HTTP/1.1', HOST, 'Content-Length: 4', 'Content-Length: 400')
      .then(statusOf),
  ),
  attack('a broken chunk', '400', (target) =>
    target
      .bytes(
        `POST /api/sign-in HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n`,
      )
      .then(statusOf),
  ),
  attack('a line break in a head', '400', (target) =>
    target.bytes(`GET / HTTP/1.1\r\n${HOST}\r\nX: a\nb\u0000: c\r\n\r\n`).then(statusOf),
  ),
  attack('a head without end', /431|nothing/, (target) =>
    target.head('GET / HTTP/1.1', HOST, `X-Long: ${'x'.repeat(100_000)}`).then(statusOf),
  ),
  attack('thousands of heads', /431|nothing/, (target) =>
    target
      .head('GET / HTTP/1.1', HOST, ...Array.from({ length: 5_000 }, (_, n) => `X-${n}: y`))
      .then(statusOf),
  ),
  attack('noise', '400', (target) =>
    target.bytes(Buffer.from([0, 255, 13, 10, 7, 200, 13, 10, 13, 10])).then(statusOf),
  ),
  attack('another protocol', '400', (target) =>
    target.bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n').then(statusOf),
  ),
];

/** Bodies that are not what they should be. */
const bodies: readonly Attack[] = [
  attack('no JSON', 400, signIn('name=Ana&password=x')),
  attack('a body of another kind', 415, signIn(credentials, { 'content-type': 'text/plain' })),
  attack('a list', 400, signIn([credentials])),
  attack('nothing', 400, signIn('')),
  attack('null', 400, signIn('null')),
  attack('a name by prototype', 400, signIn(`{"__proto__":${JSON.stringify(credentials)}}`)),
  attack('a name that is a list', 400, signIn({ ...credentials, name: ['Ana'] })),
  attack('a password that is a query', 400, signIn({ ...credentials, password: { $ne: '' } })),
  attack('a role of their own choice', 401, signIn({ ...credentials, role: 'admin' })),
  attack('a name of a megabyte', 413, signIn({ ...credentials, name: 'x'.repeat(1_000_000) })),
  attack('a long name', 400, signIn({ ...credentials, name: 'x'.repeat(5_000) })),
  attack('a name with control signs', 401, signIn({ ...credentials, name: BIDI })),
  attack('half of a sign', 401, signIn({ ...credentials, name: '\uD800' })),
  attack('a name that is SQL', 401, signIn({ ...credentials, name: `' OR 1=1 --` })),
  attack('much nesting', 400, signIn(`${'['.repeat(8_000)}${']'.repeat(8_000)}`)),
  attack('a second setup', /^40[39]$/, (target) =>
    status(target.post('/api/setup', { code: 'ABCD', ...credentials })),
  ),
];

/** Attachments of others, and bytes that are not what they claim to be. */
const media: readonly Attack[] = [
  attack('an attachment without a session', 401, (target) => status(target.ask(`/media/${ZEROS}`))),
  attack('an attachment with a token of one’s own', 401, (target) =>
    status(target.ask(`/media/${ZEROS}`, { headers: { authorization: 'Bearer made-up' } })),
  ),
  attack('a cookie of eight kilobytes', 401, (target) =>
    status(
      target.ask(`/media/${ZEROS}`, {
        headers: { cookie: `__Host-deskline=${'x'.repeat(8_000)}` },
      }),
    ),
  ),
  attack('an upload without a session', 401, (target) =>
    status(target.ask('/media', { method: 'PUT', body: 'x', headers: { origin: target.origin } })),
  ),
  attack('an upload from a foreign page', 403, (target) =>
    status(
      target.ask('/media', {
        method: 'PUT',
        body: 'x',
        headers: { ...target.signedIn, origin: 'https://evil.example' },
      }),
    ),
  ),
  attack('an empty upload', 400, (target) =>
    status(target.ask('/media', { method: 'PUT', body: '', headers: target.signedIn })),
  ),
  attack('an upload that says it is a terabyte', '413', (target) =>
    target
      .head(
        'PUT /media HTTP/1.1',
        HOST,
        `Authorization: Bearer ${target.token}`,
        'Content-Length: 1099511627776',
      )
      .then(statusOf),
  ),
  ...lies(),
];

/** A quick reply of one's own with this file: what is in none, and in no message, nobody reads. */
async function offer(target: Target, hash: string, shortcut: string): Promise<void> {
  const screen = target.screen();
  await screen.opened();
  screen.hello({ token: target.token });
  const { me } = await screen.next('welcome');
  const file = { kind: 'document', hash, fileName: 'file' };
  const quickReply = { id: null, shortcut, text: '', ownerId: me.id, file };
  screen.command(1, 'quick-reply.save', { quickReply });
  const result = await screen.next('result');
  screen.socket.terminate();
  if (!result.ok) throw new Error(result.message);
}

/** Each comes back as bytes that no browser runs. */
function lies(): Attack[] {
  const script = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  const page = '<!doctype html><script>alert(1)</script>';
  const claims = [
    ['a drawing with a script', 'image/svg+xml', script, 'application/octet-stream attachment'],
    ['a page', 'text/html', page, 'application/octet-stream attachment'],
    ['a page that says it is a picture', 'image/png', `${page} `, 'image/png inline'],
    [
      'a type with more than a type',
      'image/png\tx',
      `${page}  `,
      'application/octet-stream attachment',
    ],
  ] as const;
  return claims.map(([name, type, body, gets]) =>
    attack(name, gets, async (target) => {
      const headers = { ...target.signedIn, 'content-type': type };
      const put = await target.ask('/media', { method: 'PUT', headers, body });
      const { hash } = JSON.parse(put.body.toString('utf8')) as { hash: string };
      await offer(target, hash, `lie-${hash.slice(0, 8)}`);
      const got = await target.ask(`/media/${hash}`, { headers: target.signedIn });
      const { 'content-type': sent, 'content-disposition': how } = got.headers;
      const isSealed =
        got.headers['x-content-type-options'] === 'nosniff' &&
        String(got.headers['content-security-policy']).includes('sandbox');
      return isSealed ? `${String(sent)} ${String(how)}` : 'not sealed';
    }),
  );
}

export const httpAttacks: readonly Attack[] = [
  ...computers,
  ...paths,
  ...requests,
  ...bodies,
  ...media,
];
