import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import type { DesklineBridge } from '#shared/ipc/contract.ts';

declare const deskline: DesklineBridge;

/** Sets up a new host in its own window, until the screens have a live connection to it. */
export async function setUpFirstPerson(page: Page): Promise<void> {
  const code = await page.waitForSelector('input[autocomplete="one-time-code"]');
  const status = await page.evaluate(() => deskline.host.status());
  // Nobody types it over: the shell and its host are one program to a person.
  expect(await code?.evaluate((field) => field.value)).toBe(
    status.name === 'running' ? status.setupCode : status.name,
  );
  await page.type('input[autocomplete="username"]', 'Ada');
  await page.type('input[autocomplete="new-password"]', 'a long enough password');
  await page.click('button[type="submit"]');
  // The state of the number comes over the live connection.
  await page.waitForSelector('::-p-text(No browser on the host)');
}
