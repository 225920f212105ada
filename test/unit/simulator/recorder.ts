import { createSimulatorGateway } from '#main/gateway/simulator/simulator-gateway.ts';
import type { SimulatorSetup } from '#main/gateway/simulator/simulated-world.ts';
import { instantPace } from '#main/gateway/simulator/pace.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import { gatewayEventSchema } from '#main/core/ports/gateway.ts';
import { silentLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

/** A simulator on a clock that stands still, and every event it emitted, checked by schema. */
export function simulate(setup: Partial<SimulatorSetup> = {}) {
  const clock = new ManualClock();
  const simulator = createSimulatorGateway({
    seed: 7,
    clock,
    log: silentLog,
    pace: instantPace,
    ...setup,
  });
  const events: GatewayEvent[] = [];
  simulator.on((event) => events.push(gatewayEventSchema.parse(event)));
  return {
    clock,
    simulator,
    events,
    states: () => events.flatMap((event) => (event.type === 'link' ? [event.state.name] : [])),
    messages: () => events.flatMap((event) => (event.type === 'message' ? [event.message] : [])),
    acks: () => events.flatMap((event) => (event.type === 'acknowledged' ? [event.state] : [])),
    async connect() {
      await simulator.start();
      await clock.advance(0);
      events.length = 0;
    },
  };
}
