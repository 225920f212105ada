import { expect, onTestFinished, test } from 'vitest';
import { makeBench } from './stock-client.ts';

async function bench() {
  const made = await makeBench({ keyShape: 'old' });
  onTestFinished(() => made.end());
  return made;
}

test('the page crashes without a word from the library; a reload brings it back', async () => {
  const { wa, ready } = await bench();
  const stock = await ready();
  const crashed = new Promise((resolve) => stock.client.pupPage?.once('error', resolve));
  const before = stock.names();

  await wa.faults.crashPage();
  await crashed;
  await wa.waitForConnected(0);
  expect(stock.names()).toEqual(before);

  await stock.client.pupPage?.reload();
  await stock.first('ready', 2);
});

test('the browser is killed without a word from the library', async () => {
  const { wa, ready } = await bench();
  const stock = await ready();
  const gone = new Promise((resolve) => stock.client.pupBrowser?.once('disconnected', resolve));
  const before = stock.names();

  await wa.faults.killBrowser();
  await gone;
  expect(stock.names()).toEqual(before);
  await expect(stock.client.getState()).rejects.toThrow();
});

test('a frozen browser answers when it thaws', async () => {
  const { wa, ready } = await bench();
  const stock = await ready();
  const thaw = await wa.faults.freezeBrowser();
  let isAnswered = false;
  const state = stock.client.getState().then((found) => {
    isAnswered = true;
    return found;
  });
  wa.customer('+4915112345').writes('into the ice');
  expect(isAnswered).toBe(false);
  thaw();
  expect(await state).toBe('CONNECTED');
  await stock.message('message', 'into the ice');
});

test('a page without a version is given up with a string', async () => {
  const { wa, start } = await bench();
  wa.faults.startPages('no-version');
  await expect(start({ authTimeoutMs: 300 })).rejects.toBe('auth timeout');
});

test('another browser takes the place, and the library can take it back', async () => {
  const { wa, ready } = await bench();
  const stock = await ready({ takeoverOnConflict: true, takeoverTimeoutMs: 0 });
  wa.faults.setState('CONFLICT');
  expect(await stock.first('change_state', 2)).toEqual(['CONFLICT', 'CONNECTED']);
});
