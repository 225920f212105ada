import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startHub } from '#main/hub/start-hub.ts';
import { systemClock } from '#main/system/clock.ts';
import { MemoryCore } from '#test/doubles/core/memory-core.ts';
import { createRecordingLog, silentLog } from '#test/doubles/log.ts';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'deskline-tls-')), 'tls');
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

const ensure = (names: string[] = []) => ensureCertificate({ directory, names, log: silentLog });
const file = (name: string) => join(directory, name);

describe('the certificate of the host', () => {
  it('is made at the first start, for every name of this machine', async () => {
    const log = createRecordingLog();
    const names = ['front-desk', '192.168.1.20', 'localhost'];
    const made = await ensureCertificate({ directory, names, log });
    const certificate = new X509Certificate(made.cert);
    for (const name of ['localhost', 'front-desk']) expect(certificate.checkHost(name)).toBe(name);
    for (const address of ['127.0.0.1', '::1', '192.168.1.20']) {
      expect(certificate.checkIP(address)).toBe(address);
    }
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(certificate.ca).toBe(false);
    const years = certificate.validToDate.getFullYear() - certificate.validFromDate.getFullYear();
    expect(years).toBe(10);
    expect(made.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(made.fingerprint).toBe(certificate.fingerprint256);
    expect(JSON.stringify(log.lines)).not.toContain('PRIVATE');
  });

  it('is the same at every start after that', async () => {
    const made = await ensure();
    expect(await ensure(['another-name'])).toEqual(made);
  });

  it('keeps its key to this account', async () => {
    await ensure();
    expect((await stat(file('host.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('serves a client that trusts it alone', async () => {
    const tls = await ensure();
    const core = new MemoryCore();
    const hub = await startHub({
      core,
      tls,
      address: '127.0.0.1',
      port: 0,
      screensDirectory: null,
      version: '1',
      log: silentLog,
      clock: systemClock,
    });
    const ask = (ca: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const options = {
          host: '127.0.0.1',
          port: hub.port,
          path: '/api/status',
          ca,
          agent: false,
        };
        get(options, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
    expect(await ask(tls.cert)).toBe(200);
    await rename(directory, `${directory}-old`);
    const other = await ensure();
    await expect(ask(other.cert)).rejects.toThrow();
    await hub.close();
  });

  it.each([
    ['host.crt', 'damaged', 'not a certificate'],
    ['host.key', 'damaged', 'not a key'],
    ['host.crt', 'damaged', ''],
  ])('is never replaced by itself: %s %s', async (name, why, contents) => {
    await ensure();
    await writeFile(file(name), contents);
    await expect(ensure()).rejects.toThrow(new RegExp(`${why}.*backup`, 's'));
    expect(await readFile(file(name), 'utf8')).toBe(contents);
  });

  it('is not used with the key of another', async () => {
    await ensure();
    const cert = await readFile(file('host.crt'), 'utf8');
    await rm(directory, { recursive: true });
    await ensure();
    await writeFile(file('host.crt'), cert);
    await expect(ensure()).rejects.toThrow('do not belong together');
    await rm(file('host.key'));
    await expect(ensure()).rejects.toThrow('host.key is missing');
  });

  it('is made when a crash left a key without a certificate', async () => {
    await ensure();
    await rm(file('host.crt'));
    const made = await ensure();
    expect(await ensure()).toEqual(made);
  });
});
