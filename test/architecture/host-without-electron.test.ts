import { execFile } from 'node:child_process';
import { request } from 'node:https';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { statusSchema } from '#shared/protocol/http.ts';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';

const HIDE_ELECTRON = `--import ${pathToFileURL(`${import.meta.dirname}/hide-electron.ts`).href}`;

let host: HostUnderTest | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await host?.stop();
  if (host !== undefined) await removeData(host);
});

function get(url: string): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    // Made by the host a moment ago: nothing here could vouch for it.
    request(url, { rejectUnauthorized: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
    })
      .on('error', reject)
      .end();
  });
}

test('the host starts and serves with the electron package absent', async () => {
  vi.stubEnv('NODE_OPTIONS', HIDE_ELECTRON);
  host = await startHostProcess(['--demo']);
  const { status, body } = await get(`${host.url}/api/status`);
  expect(status).toBe(200);
  expect(statusSchema.parse(body)).toMatchObject({ protocol: PROTOCOL_VERSION });
  expect(await host.stop()).toBe(0);
});

test('what hides electron does hide it', async () => {
  const program = "await import('electron').catch((error) => console.log(error.code))";
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program],
    { env: { ...process.env, NODE_OPTIONS: HIDE_ELECTRON } },
  );
  expect(stdout.trim()).toBe('ERR_MODULE_NOT_FOUND');
});
