import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What the path's pattern caught. */
  readonly caught: readonly string[];
}

/** Answers the exchange, or throws an HttpRefusal. */
export type Handle = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  readonly path: RegExp;
  /** For other methods there is nothing here, not even word that this path exists. */
  readonly isHidden?: boolean;
  readonly methods: Readonly<Partial<Record<'GET' | 'HEAD' | 'POST' | 'PUT', Handle>>>;
}
