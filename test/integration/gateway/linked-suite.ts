import { afterAll, beforeAll } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { waMessageKeySchema } from '#shared/domain/ids.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeProfileFolder, observeGateway } from './linked-gateway.ts';
import type { ObservedGateway } from './linked-gateway.ts';

/** What the tests of one suite share: WhatsApp, and a gateway that is linked with it. */
export interface LinkedSuite {
  readonly wa: WhatsAppDouble;
  readonly office: ObservedGateway;
  /** For files of the tests' own; goes away with the suite. */
  readonly folder: string;
  /** Another customer each time. */
  person(): Customer;
  /** The message as the gateway told it. */
  arrived(message: StoredMessage): Promise<IncomingMessage>;
}

/** The key that the gateway knows a message of the double's by. */
export function keyOf({ key }: StoredMessage): WaMessageKey {
  return waMessageKeySchema.parse(`${String(key.fromMe)}_${key.remote}_${key.id}`);
}

/** For the body of a `describe`: linked before its first test, ended after its last. */
export function linkedSuite(keyShape: 'current' | 'old'): LinkedSuite {
  let people = 0;
  let opened: Pick<LinkedSuite, 'wa' | 'office'> & Awaited<ReturnType<typeof makeProfileFolder>>;

  beforeAll(async () => {
    const wa = await startWhatsAppDouble({ keyShape });
    const folder = await makeProfileFolder();
    const office = observeGateway(folder.path, wa.browserPath);
    opened = { wa, office, ...folder };
    await office.gateway.start();
    await wa.phone.scan();
    await office.becomes('connected');
  });
  afterAll(async () => {
    await opened.office.gateway.stop();
    await opened.wa.close();
    await opened.remove();
  });

  const suite = () => {
    invariant(opened, 'the suite has begun');
    return opened;
  };
  return {
    get wa() {
      return suite().wa;
    },
    get office() {
      return suite().office;
    },
    get folder() {
      return suite().path;
    },
    person() {
      people += 1;
      return suite().wa.customer(`+49151000${100 + people}`, { name: `Person ${people}` });
    },
    arrived: (message) => suite().office.message(({ key }) => key === keyOf(message)),
  };
}
