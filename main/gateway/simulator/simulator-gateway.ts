import type { Gateway } from '#main/core/ports/gateway.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import { simulatedNumber } from './simulated-number.ts';
import { SimulatedWorld } from './simulated-world.ts';
import type { SimulatorSetup } from './simulated-world.ts';
import type { SimulatorControls } from './simulator-controls.ts';

/** A number that exists only here, with nobody behind it but the controls. */
export function createSimulatorGateway(setup: SimulatorSetup): Gateway & SimulatorControls {
  const world = new SimulatedWorld(setup);
  return { ...simulatedNumber(world), ...controlsOf(world) };
}

function controlsOf(world: SimulatedWorld): SimulatorControls {
  const { account, clock, deliveries, link, plan } = world;
  return {
    sent: world.sent,
    typingTo: world.typingTo,
    seen: world.seen,
    rejectedCalls: world.rejectedCalls,

    onRead: (listener) =>
      deliveries.onRead(({ message: { key } }) => {
        const sent = world.sentUnder(key);
        if (sent !== null) listener(sent);
      }),

    addCustomer: (customer) => account.addCustomer(customer),

    customerWrites: (from, content, at, besides) =>
      world.write('contact', from, content, at, besides).message.key,

    customerCalls(from, isVideo = false) {
      const callId = `CALL${world.random.hex(12).toUpperCase()}`;
      const key = `false_${from}_${callId}` as WaMessageKey;
      const content = { kind: 'call', isVideo, outcome: 'unknown', seconds: null } as const;
      const at = clock.now();
      const { message } = account.add({ key, from: 'contact', address: from, content, at });
      world.show({ type: 'message', message });
      world.show({ type: 'call', key, callId, peer: from });
      return key;
    },

    phoneTypes(to, content, at, besides) {
      const entry = world.write('us', to, content, at, besides);
      if (at === undefined) deliveries.start(entry);
      else deliveries.skip(entry);
      return entry.message.key;
    },

    reacts: (by, key, emoji) => world.happen({ type: 'reacted', key, by, emoji, at: clock.now() }),
    edits: (key, text) => world.happen({ type: 'edited', key, text, at: clock.now() }),
    deletes: (by, key) => world.happen({ type: 'deleted', key, by, at: clock.now() }),
    votes: (by, key, options) =>
      world.happen({ type: 'voted', key, by, options: [...options], at: clock.now() }),

    refuseNextAction: (why = REFUSED.detail) =>
      plan.addAction({ fate: 'refused', failure: { ...REFUSED, detail: why } }),
    hangNextAction: (fate) => plan.addAction({ fate: 'hangs', wentOut: fate === 'went-out' }),

    scan: () => link.scan(),
    logOutOnPhone: () => link.logOut(),
    goAway: (reason = 'The network is gone.') => link.goAway(reason),
    comeBack: () => link.comeBack(),
    readyAgain: () => link.readyAgain(),

    refuseNextSend: (failure = REFUSED) => plan.add({ fate: 'refused', failure }),
    hangNextSend: (fate) => plan.add({ fate: 'hangs', wentOut: fate === 'went-out' }),
    dropNextAck: () => plan.dropAck(),
    setTrouble: (trouble) => world.trouble.set(trouble),
  };
}

const REFUSED: SendFailure = { code: 'rejected', detail: 'WhatsApp did not accept this message.' };
