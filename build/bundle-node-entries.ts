import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const URL_OF_SOURCE = /new URL\(\s*(['"])(\.{1,2}\/[\w./-]+\.ts)\1,\s*import\.meta\.url,?\s*\)/g;

/**
 * Bundles what Node starts by its address. From the sources `new Worker(new URL('./x.ts',
 * import.meta.url))` just runs; in a bundle the same line has to lead to an entry of its own.
 */
export function bundleNodeEntries(): Plugin {
  const references = new Set<string>();
  return {
    name: 'deskline:node-entries',
    enforce: 'pre',
    transform: {
      filter: { id: /\.ts$/, code: 'import.meta.url' },
      handler(code, id) {
        const replaced = code.replace(URL_OF_SOURCE, (_match, _quote, source: string) => {
          const reference = this.emitFile({ type: 'chunk', id: resolve(dirname(id), source) });
          references.add(reference);
          return `import.meta.ROLLUP_FILE_URL_${reference}`;
        });
        return replaced === code ? null : { code: replaced, map: null };
      },
    },
    // Vite would make it an address on a web server.
    resolveFileUrl: ({ referenceId, relativePath }) =>
      references.has(referenceId) ? `new URL('${relativePath}', import.meta.url)` : null,
  };
}
