import { EventEmitter } from 'node:events';
import { X509Certificate } from 'node:crypto';
import { tellTest } from './test-line.ts';
import type { WebContentsDouble } from './web-contents.ts';

type BeforeRequest = (
  details: { url: string; method: string },
  answer: (response: { cancel?: boolean }) => void,
) => void;

type BeforeSendHeaders = (
  details: { url: string; requestHeaders: Record<string, string> },
  answer: (response: { requestHeaders?: Record<string, string> }) => void,
) => void;

type VerifyProc = (
  request: {
    hostname: string;
    certificate: { data: string; fingerprint: string };
    verificationResult: string;
  },
  answer: (result: number) => void,
) => void;

type PermissionCheck = (
  contents: WebContentsDouble | null,
  permission: string,
  origin: string,
  details: { isMainFrame: boolean; requestingUrl: string; mediaType?: 'video' | 'audio' },
) => boolean;

/** The network and the permissions of a window, as the product set them up. */
export class SessionDouble extends EventEmitter {
  #beforeRequest: BeforeRequest | null = null;
  #beforeSendHeaders: BeforeSendHeaders | null = null;
  #verify: VerifyProc | null = null;
  #permissionCheck: PermissionCheck | null = null;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#beforeRequest = listener;
    },
    onBeforeSendHeaders: (listener: BeforeSendHeaders) => {
      this.#beforeSendHeaders = listener;
    },
  };

  setCertificateVerifyProc(proc: VerifyProc | null): void {
    this.#verify = proc;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#permissionCheck = handler;
  }

  /** Headless Chromium asks nobody: what the check says is what a page gets. */
  setPermissionRequestHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}

  /** Whether the product lets a request out. */
  async mayRequest(url: string, method: string): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === null) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    listener({ url, method }, ({ cancel }) => resolve(cancel !== true));
    const isAllowed = await promise;
    tellTest({ type: 'network', url, isCancelled: !isAllowed });
    return isAllowed;
  }

  /** The headers that the product adds to a request. */
  async addedHeaders(url: string): Promise<Readonly<Record<string, string>>> {
    const { promise, resolve } = Promise.withResolvers<Record<string, string>>();
    this.#beforeSendHeaders?.({ url, requestHeaders: {} }, ({ requestHeaders = {} }) =>
      resolve(requestHeaders),
    );
    return this.#beforeSendHeaders === null ? {} : promise;
  }

  /** Whether the product trusts a server; without a proc nobody trusts a self-signed one. */
  async trusts(hostname: string, der: Buffer): Promise<boolean> {
    const proc = this.#verify;
    if (proc === null) return false;
    const certificate = new X509Certificate(der);
    const { promise, resolve } = Promise.withResolvers<number>();
    proc(
      {
        hostname,
        certificate: {
          data: certificate.toString(),
          fingerprint: `sha256/${certificate.fingerprint256}`,
        },
        verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID',
      },
      resolve,
    );
    const isAccepted = (await promise) === 0;
    tellTest({ type: 'certificate', hostname, isAccepted });
    return isAccepted;
  }

  /** Without a handler Electron grants everything. */
  grants(
    contents: WebContentsDouble,
    permission: string,
    origin: string,
    mediaType?: 'video' | 'audio',
  ): boolean {
    const requestingUrl = `${origin}/`;
    const details = { isMainFrame: true, requestingUrl, ...(mediaType && { mediaType }) };
    return this.#permissionCheck?.(contents, permission, origin, details) ?? true;
  }
}

export const session = { defaultSession: new SessionDouble() };
