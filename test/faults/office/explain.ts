import { openStore } from '#main/store/open-store.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { silentLog } from '#test/doubles/log.ts';
import type { FaultOffice } from './fault-office.ts';

const AROUND = 3;

/**
 * What WhatsApp and the store have next to each message of a customer that is missing, and what
 * catch-up knows. The host must not run.
 */
export function explainLost(office: FaultOffice, lost: readonly string[]): string[] {
  if (lost.length === 0) return [];
  const store = openStore({ directory: office.host.dataDirectory, log: silentLog });
  const { marks, messages, coverage } = store.read;
  const lines = [
    `gap-after ${marks.get('gap-after')}, complete-after ${marks.get('complete-after')}, last ${messages.lastId()}`,
    `open gaps: ${JSON.stringify(coverage.get().gaps)}`,
  ];
  for (const text of lost) {
    const customer = office.customers.find(({ address }) =>
      office.whatsapp.chat(address).messages.some(({ body }) => body === text),
    );
    if (customer === undefined) continue;
    const said = office.whatsapp.chat(customer.address).messages;
    const place = said.findIndex(({ body }) => body === text);
    lines.push(`${text}, from ${customer.address}:`);
    for (const { key, body, t, sentBy } of said.slice(
      Math.max(0, place - AROUND),
      place + AROUND,
    )) {
      const stored = messages.byKey(`${key.fromMe}_${key.remote}_${key.id}` as never);
      const where = stored === null ? 'not stored' : `stored as ${stored.id} at ${stored.at}`;
      lines.push(`  ${t} ${sentBy} ${body} (${where})`);
    }
    const newest = messages.newestOf(customer.address as WaAddress, 0, messages.lastId());
    lines.push(`  the newest stored is ${newest?.id} at ${newest?.at}`);
  }
  void store.close();
  return lines;
}
