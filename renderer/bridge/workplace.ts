import type { FoundHost, PairingFailure } from '#shared/ipc/contract.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { fail } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import { desktop } from './desktop.ts';

/** What this PC is to the office: only in the desktop app, as everything here. */
export async function beHost(): Promise<void> {
  await desktop?.workplace.beHost();
}

/** To be paired with a host, once more or for the first time. */
export async function joinAgain(): Promise<void> {
  await desktop?.workplace.join();
}

export async function stayAsBefore(): Promise<void> {
  await desktop?.workplace.goBack();
}

export async function pairWithHost(
  address: string,
  code: string,
): Promise<Result<{ readonly office: string }, PairingFailure>> {
  if (desktop === null) return fail('host-trouble', 'A browser is not paired.');
  return desktop.workplace.pair(address, code);
}

/** Calls back with the hosts that are found, as they are now too. */
export function onFoundHosts(listener: (hosts: readonly FoundHost[]) => void): Unsubscribe {
  if (desktop === null) return () => undefined;
  void desktop.workplace.hosts().then(listener);
  return desktop.workplace.onHosts(listener);
}
