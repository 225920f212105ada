import type { Browser } from 'puppeteer';
import { removeData, startHostProcess } from '../host-process.ts';
import type { HostUnderTest } from '../host-process.ts';
import { startWhatsAppDouble } from '../whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '../whatsapp-web/start-whatsapp-double.ts';
import { openOfficeBrowser, photograph, Screen } from './screen.ts';

const PASSWORD = 'three grey heron feathers';
/** What an admin makes for a colleague's first visit. */
export const TEMPORARY = 'seven quiet lanterns';

/** A host linked to the WhatsApp Web double, and people at its screens. */
export interface LinkedOffice {
  readonly whatsapp: WhatsAppDouble;
  readonly host: HostUnderTest;
  readonly browser: Browser;
  /** Ana, the admin, at her inbox. */
  readonly ana: Screen;
  /** A colleague with an account of their own, at theirs. */
  readonly ben: Screen;
  /** A picture of every screen, for whoever looks into a failure. */
  photograph(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLinkedOffice(): Promise<LinkedOffice> {
  const whatsapp = await startWhatsAppDouble();
  const browser = await openOfficeBrowser();
  const host = await startHostProcess(['--browser', whatsapp.browserPath]);
  const ana = await Screen.open(browser, host.url);
  await ana.setUp(host.setupCode ?? '', 'Ana', PASSWORD);
  await whatsapp.phone.scan();
  await ana.press('Go to the inbox');
  await addColleague(ana, 'Ben', TEMPORARY);
  const ben = await Screen.open(browser, host.url);
  await ben.signInFirst('Ben', TEMPORARY, PASSWORD);
  return {
    whatsapp,
    host,
    browser,
    ana,
    ben,
    async photograph(name) {
      await photograph(ana.page, `${name} Ana`);
      await photograph(ben.page, `${name} Ben`);
    },
    async close() {
      await browser.close();
      await host.stop();
      await removeData(host);
      await whatsapp.close();
    },
  };
}

/** As an admin does it; ends at the inbox. */
export async function addColleague(admin: Screen, name: string, password: string): Promise<void> {
  await admin.goTo('Team');
  await admin.press('Add person');
  await admin.fill('Name', name);
  await admin.fill('Password', password);
  await admin.page.locator('[role=dialog] button[type=submit]').click();
  await admin.reads(`${name} can sign in now`);
  await admin.press('Done');
  await admin.page.locator('a[href$="inbox"]').click();
}
