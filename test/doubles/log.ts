import type { Log } from '#main/core/ports/system.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly what: string;
  readonly details: object;
}

/** Keeps what was logged, its children's lines included. */
export function createRecordingLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const bind = (bindings: object): Log => {
    const at = (level: LogLine['level']) => (details: object, what: string) =>
      void lines.push({ level, what, details: { ...bindings, ...details } });
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: (more) => bind({ ...bindings, ...more }),
    };
  };
  return { ...bind({}), lines };
}

const nothing = () => undefined;

export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLog,
};
