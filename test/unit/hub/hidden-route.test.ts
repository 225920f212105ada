import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Core } from '#main/core/api.ts';
import { recoveryRoute } from '#main/hub/http/recovery-route.ts';
import { createRequestListener } from '#main/hub/http/request-listener.ts';
import { defaultLimits } from '#main/hub/limits.ts';
import { silentLog } from '#test/doubles/log.ts';

test('the way to reset a password answers like a path that there is not, whatever is asked', async () => {
  const accounts = {} as Core['accounts'];
  const routes = [recoveryRoute({ accounts, limits: defaultLimits, key: 'key' })];
  const needs = { routes, machineName: 'front-desk', extraOrigins: [], log: silentLog };
  const server = createServer(createRequestListener(needs));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, method: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return [answer.status, answer.headers.get('allow'), await answer.text()];
  };
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect(await ask('/api/recovery', method)).toEqual(await ask('/api/nothing', method));
  }
  expect((await ask('/api/recovery', 'GET'))[0]).toBe(404);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
