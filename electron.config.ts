import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import packageJson from './package.json' with { type: 'json' };
import { bundleNodeEntries } from './build/bundle-node-entries.ts';

export default defineConfig({
  main: {
    plugins: [bundleNodeEntries()],
    build: {
      rolldownOptions: { input: { index: 'main/index.ts', host: 'main/host.ts' } },
      // Small, pure and used from the first line: bundled. Everything else stays a package.
      externalizeDeps: { exclude: ['zod'] },
    },
  },
  preload: {
    define: { __DESKLINE_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      // A sandboxed preload is one CommonJS file that can load nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [svelte({ configFile: false })],
    build: {
      rolldownOptions: { input: 'renderer/index.html' },
      // The screens' content security policy allows no data: scripts, styles or fonts.
      assetsInlineLimit: 0,
      minify: true,
      sourcemap: false,
    },
  },
});
