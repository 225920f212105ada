import { expect, onTestFinished, test } from 'vitest';
import type { DoubleOptions } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeBench } from './stock-client.ts';

async function bench(options: DoubleOptions = {}) {
  const made = await makeBench(options);
  onTestFinished(() => made.end());
  return made;
}

test('the QR code shown is scanned and the client gets authenticated, then ready', async () => {
  const { wa, start } = await bench({ me: { id: '4930999888@c.us', pushName: 'Front desk' } });
  const stock = await start();
  const [qr] = await stock.first<string>('qr');
  expect(qr?.split(',')).toHaveLength(5);
  await expect(wa.phone.scan('2@of,some,other,browser,1')).rejects.toThrow('No browser shows');

  await wa.phone.scan(qr);
  await stock.first('ready');

  expect(stock.names()).toEqual(['qr', 'authenticated', 'ready']);
  expect(await stock.client.getState()).toBe('CONNECTED');
  expect(stock.client.info.wid._serialized).toBe('4930999888@c.us');
  expect(stock.client.info.pushname).toBe('Front desk');
  expect(wa.missingModules()).toEqual([]);
});

test('the QR code changes by itself', async () => {
  const { start } = await bench({ qrIntervalMs: 200 });
  const stock = await start();
  expect(new Set(await stock.first('qr', 2)).size).toBe(2);
});

test('after six QR codes the page waits to be asked for another', async () => {
  const { wa, start } = await bench();
  const stock = await start();
  for (let count = 1; count < 6; count += 1) wa.renewQr();
  expect(new Set(await stock.first('qr', 6)).size).toBe(6);

  wa.renewQr();
  await stock.client.pupPage?.waitForFunction(
    `window.require('WAWebSocketModel').Socket.state === 'UNPAIRED_IDLE'`,
  );
  await stock.client.pupPage?.evaluate(`window.require('WAWebCmd').Cmd.refreshQR()`);
  await stock.first('qr', 7);
});

test('a code typed on the phone links the browser as well', async () => {
  const { wa, start } = await bench();
  const stock = await start({
    pairWithPhoneNumber: { phoneNumber: '4930111222', showNotification: true, intervalMs: 60_000 },
  });
  const [code] = await stock.first<string>('code');
  expect(code).toMatch(/^[A-Z0-9]{8}$/);

  wa.phone.enterCode(code ?? '');
  await stock.first('ready');
  expect(stock.values('qr')).toEqual([]);
});

test('the phone unlinks the browser: disconnected with LOGOUT, then a new QR code', async () => {
  const { wa, ready } = await bench();
  const stock = await ready();
  const before = stock.values('qr').length;

  wa.phone.logout();

  expect(await stock.first('disconnected')).toEqual(['LOGOUT']);
  await stock.first('qr', before + 1);
  await stock.injected();
  expect(wa.linkedBrowsers()).toBe(0);
});

test('what the phone unlinked while the host was off is refused and gets a QR code', async () => {
  const { wa, ready, start } = await bench();
  const stock = await ready();
  await stock.client.destroy();
  wa.phone.logout();

  const again = await start();
  await again.first('qr');
  expect(again.names()).not.toContain('ready');

  await wa.phone.scan();
  await again.first('ready');
});

test('the library unlinks itself without an event', async () => {
  const { wa, ready } = await bench();
  const stock = await ready();

  await stock.client.logout();

  expect(wa.linkedBrowsers()).toBe(0);
  expect(stock.names()).not.toContain('disconnected');
});
