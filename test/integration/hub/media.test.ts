import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '#main/core/ports/store.ts';
import { RunningHub } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
beforeEach(async () => {
  hub = await RunningHub.start({ limits: { uploadBytes: 100_000 } });
});
afterEach(() => hub.end());

const auth = { authorization: 'Bearer token-of-2' };
const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));
const hash = createHash('sha256').update(bytes).digest('hex');

async function store(mime: string): Promise<void> {
  const path = join(hub.directory, hash);
  await writeFile(path, bytes);
  hub.core.files.set(hash, { path, mime });
}

describe('reading an attachment', () => {
  it('gives it whole to who is signed in, by token or cookie', async () => {
    await store('image/png');
    for (const headers of [auth, { cookie: '__Host-deskline=token-of-2' }]) {
      const answer = await hub.ask(`/media/${hash}`, { headers });
      expect(answer.status).toBe(200);
      expect(answer.body.equals(bytes)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': 'inline',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${hash}"`,
        'accept-ranges': 'bytes',
      });
      expect(answer.headers['content-security-policy']).toContain('sandbox');
    }
  });

  it('gives nothing to anybody else', async () => {
    await store('image/png');
    for (const headers of [{}, { authorization: 'Bearer x' }, { cookie: '__Host-deskline=x' }]) {
      const answer = await hub.ask(`/media/${hash}`, { headers });
      expect(answer.status).toBe(401);
      expect(answer.body.includes(bytes.subarray(0, 50))).toBe(false);
    }
    const known = { ...auth, authorization: 'Bearer x', 'if-none-match': `"${hash}"` };
    expect((await hub.ask(`/media/${hash}`, { headers: known })).status).toBe(401);
  });

  it('gives parts of it', async () => {
    await store('video/mp4');
    const part = async (range: string) =>
      hub.ask(`/media/${hash}`, { headers: { ...auth, range } });
    const middle = await part('bytes=10-19');
    expect(middle.status).toBe(206);
    expect(middle.headers['content-range']).toBe('bytes 10-19/1000');
    expect(middle.body.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await part('bytes=990-')).body.equals(bytes.subarray(990))).toBe(true);
    expect((await part('bytes=-5')).body.equals(bytes.subarray(995))).toBe(true);
    const beyond = await part('bytes=2000-');
    expect(beyond.status).toBe(416);
    expect(beyond.headers['content-range']).toBe('bytes */1000');
  });

  it('answers HEAD, and not again what the browser has', async () => {
    await store('audio/ogg; codecs=opus');
    const head = await hub.ask(`/media/${hash}`, { method: 'HEAD', headers: auth });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      '1000',
      0,
    ]);
    expect(head.headers['content-type']).toBe('audio/ogg; codecs=opus');
    const headers = { ...auth, 'if-none-match': `"${hash}"` };
    expect((await hub.ask(`/media/${hash}`, { headers })).status).toBe(304);
  });

  it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'nonsense', ''])(
    'never lets a browser run it: "%s"',
    async (mime) => {
      await store(mime);
      const answer = await hub.ask(`/media/${hash}?name=${encodeURIComponent('a.html')}`, {
        headers: auth,
      });
      expect(answer.headers['content-type']).toBe('application/octet-stream');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="a.html"');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('gives it back under its name, whatever that is', async () => {
    await store('application/pdf');
    const disposition = async (name: string) => {
      const path = `/media/${hash}?name=${encodeURIComponent(name)}`;
      return (await hub.ask(path, { headers: auth })).headers['content-disposition'];
    };
    expect(await disposition('Offer.pdf')).toBe('attachment; filename="Offer.pdf"');
    expect(await disposition('Angebot für "Ana".pdf')).toBe(
      `attachment; filename="Angebot f_r _Ana_.pdf"; filename*=UTF-8''Angebot%20f%C3%BCr%20%22Ana%22.pdf`,
    );
    expect(await disposition('../../etc/passwd')).toBe('attachment; filename="passwd"');
    expect(await disposition('a\r\nSet-Cookie: x=1.pdf')).toBe(
      'attachment; filename="aSet-Cookie: x=1.pdf"',
    );
    // A right-to-left mark would show this as "cod.pdf".
    expect(await disposition('fdp.\u202efdp.exe')).toBe('attachment; filename="fdp.fdp.exe"');
  });

  it.each([
    '/media/../../etc/passwd',
    '/media/..%2f..%2fetc%2fpasswd',
    '/media/%2e%2e/%2e%2e/etc/passwd',
    `/media/${'A'.repeat(64)}`,
    `/media/${'a'.repeat(64)}`,
    `/media/${'a'.repeat(64)}/..`,
    '/media/%00',
  ])('finds nothing under %s', async (path) => {
    const { status } = await hub.ask(path, { headers: auth });
    expect([400, 404, 405, 503]).toContain(status);
  });
});

describe('putting an attachment', () => {
  const put = (body: Buffer, headers = {}) =>
    hub.ask('/media', { method: 'PUT', headers: { ...auth, ...headers }, body });

  it('stores it and says what to call it', async () => {
    const answer = await put(bytes, { 'content-type': 'image/jpeg' });
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({ hash, mime: 'image/jpeg', bytes: 1_000 });
    expect(hub.core.files.get(hash)?.mime).toBe('image/jpeg');
  });

  it('keeps what is on no list as plain bytes', async () => {
    const answer = await put(bytes, { 'content-type': 'text/html; charset=utf-8' });
    expect(answer.json()).toMatchObject({ mime: 'application/octet-stream' });
  });

  it('is for people who are signed in, on our own pages', async () => {
    const nobody = await put(bytes, { authorization: 'Bearer x' });
    expect(nobody.status).toBe(401);
    const evil = await put(bytes, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    expect(hub.core.files.size).toBe(0);
  });

  it('has a limit, said before or noticed on the way', async () => {
    const large = Buffer.alloc(5_000_000);
    const announced = await put(large);
    expect(announced.status).toBe(413);
    const silently = await put(large, { 'transfer-encoding': 'chunked' });
    expect(silently.status).toBe(413);
    expect((await put(Buffer.alloc(0))).status).toBe(400);
    expect(hub.core.files.size).toBe(0);
  });

  it('says when the disk does not take it, without inner details', async () => {
    hub.core.media.upload = () => Promise.reject(new StoreError('disk-full', 'ENOSPC /data'));
    const answer = await put(bytes);
    expect([answer.status, answer.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'storage-trouble' }),
    ]);
    expect(answer.body.toString()).not.toContain('/data');
  });

  it('that breaks off leaves nothing behind and harms nobody', async () => {
    const socket = connect({ host: '127.0.0.1', port: hub.port, ca: hub.cert });
    const { upload } = hub.core.media;
    const failed = new Promise((resolve) => {
      hub.core.media.upload = (...args) => {
        const uploading = upload(...args);
        uploading.catch(resolve);
        return uploading;
      };
    });
    const head = ['PUT /media HTTP/1.1', 'Host: localhost', 'Authorization: Bearer token-of-2'];
    socket.write([...head, 'Content-Length: 1000', '', 'some'].join('\r\n'), () =>
      socket.destroy(),
    );
    await failed;
    expect(hub.core.files.size).toBe(0);
    expect((await hub.ask('/api/status')).status).toBe(200);
  });
});
