import { setFlagsFromString } from 'node:v8';

/**
 * Run from source, each new worker strips types with a WebAssembly module. Node 24 can crash with
 * all its threads when V8 makes the calls into such a module faster while an earlier worker's copy
 * goes away (seen in `Runtime_TierUpWasmToJSWrapper`, once in some hundred workers). So it is not
 * to make them faster. Built code has no types to strip.
 */
export function keepTypeScriptSteady(): void {
  if (import.meta.url.endsWith('.ts')) {
    setFlagsFromString('--wasm-wrapper-tiering-budget=2147483647');
  }
}
