import { config } from './config.ts';

const modules = new Map<string, object>();
let reportMissing: (name: string) => void = () => {};

/** Probed by the language, by promises or by the library in a way that allows for absence. */
const OPTIONAL = new Set(['then', 'toJSON', 'WAWebNewsletterMetadataCollection', 'prototype']);

export function onMissing(report: (name: string) => void): void {
  reportMissing = report;
}

/**
 * Registers a page module. The library patches modules in place, so the same object is given out
 * each time; asking for a property it does not have is reported.
 */
export function define(name: string, exports: object): void {
  modules.set(
    name,
    new Proxy(exports, {
      get(target, property) {
        if (typeof property === 'string' && !(property in target) && !OPTIONAL.has(property)) {
          reportMissing(`${name}.${property}`);
        }
        return Reflect.get(target, property) as unknown;
      },
    }),
  );
}

export function pageRequire(name: string): object {
  const isHidden = config.hidden.includes(name);
  const found = modules.get(name);
  if (found && !isHidden) return found;
  // What is hidden on purpose is not missing from the double.
  if (!isHidden) reportMissing(name);
  throw new Error(`Requiring unknown module "${name}"`);
}
