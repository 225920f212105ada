import { afterEach, beforeEach, expect, test } from 'vitest';
import { logoSchema } from '#shared/domain/logo.ts';
import { statusSchema } from '#shared/protocol/http.ts';
import { pictures } from '#main/system/pictures.ts';
import { aPng } from '#test/doubles/pictures/png.ts';
import { RunningHub } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;

beforeEach(async () => {
  hub = await RunningHub.start();
});
afterEach(() => hub.end());

test('an office without a logo has none to give', async () => {
  expect((await hub.ask('/api/logo')).status).toBe(404);
  expect(statusSchema.parse((await hub.ask('/api/status')).json()).office).toEqual({
    name: '',
    logo: null,
  });
});

test('its logo is there before anybody signs in, as a picture and nothing else, and is kept by its name', async () => {
  const png = aPng();
  const logo = logoSchema.parse(pictures.logo(png.toString('base64')));
  hub.core.office.logo = logo;
  const answer = await hub.ask('/api/logo?of=x');
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(png.length),
    'x-content-type-options': 'nosniff',
    etag: `"${logo.hash}"`,
  });
  const again = { headers: { 'if-none-match': `"${logo.hash}"` } };
  expect((await hub.ask('/api/logo', again)).status).toBe(304);
  expect((await hub.ask('/api/logo', { method: 'HEAD' })).status).toBe(200);
  expect((await hub.ask('/api/logo', { method: 'PUT' })).status).toBe(405);
});
