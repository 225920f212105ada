import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { NO_ENCRYPTION } from './control.ts';

/** Stands for the key that the system keeps for the person who is logged in to it. */
const KEY = createHash('sha256').update('the keychain of the double').digest();
const IV_BYTES = 12;
const TAG_BYTES = 16;

const isAvailable = () => process.env[NO_ENCRYPTION] === undefined;

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable()),

  async encryptStringAsync(text: string): Promise<Buffer> {
    if (!isAvailable()) throw new Error('Encryption is not available.');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', KEY, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  },

  async decryptStringAsync(data: Buffer) {
    if (!isAvailable()) throw new Error('Encryption is not available.');
    const cipher = createDecipheriv('aes-256-gcm', KEY, data.subarray(0, IV_BYTES));
    cipher.setAuthTag(data.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = data.subarray(IV_BYTES + TAG_BYTES);
    const result = Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  },
};
