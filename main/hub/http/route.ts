import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admission } from '../gate.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What the path's pattern caught. */
  readonly caught: readonly string[];
  readonly admission: Admission;
  /** The session that it belongs to; null: none that counts. */
  readonly token: string | null;
}

/** Answers the exchange, or throws an HttpRefusal. */
export type Handle = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  readonly path: RegExp;
  /** For other methods there is nothing here, not even word that this path exists. */
  readonly isHidden?: boolean;
  /** Also for PCs that are not let in. */
  readonly isOpen?: boolean;
  readonly methods: Readonly<Partial<Record<'GET' | 'HEAD' | 'POST' | 'PUT', Handle>>>;
}
