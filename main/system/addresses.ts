import { isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import type { NetworkInterfaceInfo } from 'node:os';

interface Machine {
  readonly hostname: string;
  readonly interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
}

/** Adapters of containers, virtual machines and tunnels: nobody in the office reaches those. */
const VIRTUAL_ADAPTER = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|cni|flannel)/;

/** Where people can reach a host that listens on `host`, nearest first. */
export function reachableAddresses(
  host: string,
  port: number,
  machine: Machine = { hostname: hostname(), interfaces: networkInterfaces() },
): string[] {
  return reachableNames(host, machine).map(
    (name) => `https://${isIPv6(name) ? `[${name}]` : name}:${port}`,
  );
}

/** The names and addresses in `reachableAddresses`: also what a certificate has to cover. */
export function reachableNames(
  host: string,
  machine: Machine = { hostname: hostname(), interfaces: networkInterfaces() },
): string[] {
  if (isLoopback(host)) return ['localhost'];
  if (host !== '0.0.0.0' && host !== '::') return [host];
  return [...new Set(['localhost', machine.hostname.toLowerCase(), ...lanAddresses(machine)])];
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

function lanAddresses({ interfaces }: Machine): string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL_ADAPTER.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal, address }) => {
      const isLinkLocal = address.startsWith('169.254.');
      return family === 'IPv4' && !internal && !isLinkLocal;
    })
    .map(({ address }) => address);
}
