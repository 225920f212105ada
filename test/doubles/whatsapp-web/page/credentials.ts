import { define } from './require.ts';
import type { DeviceKeys } from '../protocol.ts';

/** What a linked browser keeps in its profile; the profile decides when it reaches the disk. */
const KEYS = 'device-keys';
const CREDENTIALS = 'credentials';

interface StoredKeys extends DeviceKeys {
  readonly madeAt: number;
}

function randomBase64(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
}

export function deviceKeys(): DeviceKeys {
  const stored = localStorage.getItem(KEYS);
  if (stored !== null) return JSON.parse(stored) as StoredKeys;
  const keys: StoredKeys = {
    noise: randomBase64(),
    identity: randomBase64(),
    advSecret: randomBase64(),
    madeAt: Date.now(),
  };
  localStorage.setItem(KEYS, JSON.stringify(keys));
  return keys;
}

export function storedCredentials(): string | null {
  return localStorage.getItem(CREDENTIALS);
}

export function keepCredentials(credentials: string): void {
  localStorage.setItem(CREDENTIALS, credentials);
}

export function forgetEverything(): void {
  localStorage.clear();
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

define('WABase64', {
  encodeB64: (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)),
  decodeB64: bytesOf,
});
define('WAWebCompanionRegClientUtils', { DEVICE_PLATFORM: '1' });
define('WAWebAdvSignatureApi', {});
define('WAWebUserPrefsInfoStore', {
  waNoiseInfo: {
    get: async () => ({ staticKeyPair: { pubKey: bytesOf(deviceKeys().noise) } }),
  },
});
define('WAWebSignalStoreApi', {
  waSignalStore: {
    getRegistrationInfo: async () => ({
      identityKeyPair: { pubKey: bytesOf(deviceKeys().identity) },
    }),
  },
});
define('WAWebUserPrefsMultiDevice', { getADVSecretKey: () => deviceKeys().advSecret });
