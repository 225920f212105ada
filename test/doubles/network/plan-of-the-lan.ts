/** Addresses of the network that a test makes; nobody else ever sees them. */
export const HOST = '10.78.0.1';
export const screenAddress = (desk: number): string => `10.78.0.${11 + desk}`;
export const HUB_PORT = 7443;

/** What carries the packets of that network between a member and the wire. */
export const UNDERLAY = {
  host: { member: '10.77.1.1', wire: '10.77.1.2' },
  desks: { member: '10.77.2.1', wire: '10.77.2.2' },
} as const;
export const VXLAN_PORT = 4789;
