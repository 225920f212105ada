/** Who may import whom: ARCHITECTURE.md's map, held by `npm run check` and by a test. */

/** A room may import itself, what is listed, and packages that match. Everything else is an error. */
function room(name, path, { may = [], packages = [], node = false }) {
  const own = `^(${path})`;
  const allowedPackages = packages.map((one) => `^node_modules/${one}(/|$)`);
  const allowed = [own, ...may.map((one) => `^${one}`), ...allowedPackages];
  return [
    {
      name: `${name}-imports`,
      comment: `${name} may import itself${may.map((one) => `, ${one}`).join('')} and the packages ${packages.join(', ') || '(none)'}.`,
      severity: 'error',
      from: { path: own },
      to: { pathNot: allowed, dependencyTypesNot: ['core'] },
    },
    ...(node
      ? []
      : [
          {
            name: `${name}-without-node`,
            comment: `${name} does no I/O: nothing of Node.`,
            severity: 'error',
            from: { path: own },
            to: { dependencyTypes: ['core'] },
          },
        ]),
  ];
}

const PORTS = 'main/core/ports/';
const SYSTEM = 'main/system/';

module.exports = {
  forbidden: [
    ...room('shared', 'shared/', {
      packages: ['zod', 'libphonenumber-js', 'temporal-polyfill', '@zxcvbn-ts'],
    }),
    ...room('core', 'main/core/', { may: ['shared/'], packages: ['zod'] }),
    ...room('store', 'main/store/', {
      may: ['shared/', PORTS, SYSTEM],
      packages: ['zod', 'better-sqlite3', '@types/better-sqlite3'],
      node: true,
    }),
    ...room('hub', 'main/hub/', {
      may: ['shared/', 'main/core/api.ts', PORTS, SYSTEM],
      packages: [
        'zod',
        'ws',
        '@types/ws',
        'send',
        '@types/send',
        'selfsigned',
        'rate-limiter-flexible',
      ],
      node: true,
    }),
    ...room('whatsapp', 'main/gateway/whatsapp/', {
      may: ['shared/', PORTS, SYSTEM],
      packages: ['zod', 'whatsapp-web.js', 'puppeteer', 'puppeteer-core', '@puppeteer/browsers'],
      node: true,
    }),
    ...room('simulator', 'main/gateway/simulator/', { may: ['shared/', PORTS], node: true }),
    ...room('system', 'main/system/', {
      may: ['shared/', `${PORTS}system.ts`],
      packages: ['pino', '@node-rs/argon2', 'otpauth', '@serenity-kit/opaque', 'bonjour-service'],
      node: true,
    }),
    ...room('host', 'main/(host\\.ts|launch/)', {
      packages: ['zod'],
      may: ['shared/', 'main/(core|store|hub|gateway|system)/'],
      node: true,
    }),
    ...room('supervisor', 'main/supervisor/', {
      may: ['shared/', `${PORTS}system.ts`, SYSTEM],
      packages: ['electron'],
      node: true,
    }),
    ...room('shell', 'main/(app|windows|ipc)/', {
      may: ['shared/', `${PORTS}system.ts`, SYSTEM],
      packages: ['electron', 'zod'],
      node: true,
    }),
    ...room('shell-root', 'main/index\\.ts', {
      may: ['shared/', 'main/(app|windows|ipc|supervisor|system)/', `${PORTS}system.ts`],
      packages: ['electron'],
      node: true,
    }),
    ...room('preload', 'preload/', { may: ['shared/'], packages: ['electron'] }),
    ...room('renderer', 'renderer/', {
      may: ['shared/'],
      packages: [
        'svelte',
        'bits-ui',
        'd3-scale',
        'd3-shape',
        '@lucide/svelte',
        '@fontsource-variable/inter',
        'svelte-sonner',
        'libphonenumber-js',
        'ical.js',
        'zod',
        'uqr',
        'virtua',
        'vite',
      ],
    }),
    {
      name: 'electron-in-its-rooms',
      comment: 'The host runs without Electron: only the shell and one adapter know it.',
      severity: 'error',
      from: {
        path: '^(main|shared|renderer)/',
        pathNot: '^main/(index\\.ts|(app|windows|ipc)/|supervisor/electron-host-child\\.ts)',
      },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'adapters-apart',
      comment:
        'WhatsApp and its simulator are two ways to be the same thing, not parts of another.',
      severity: 'error',
      from: { path: '^main/gateway/([^/]+)/' },
      to: { path: '^main/gateway/', pathNot: '^main/gateway/$1/' },
    },
    {
      name: 'preload-without-schemas',
      comment: 'A sandboxed preload stays small: types of the contract, no schema library.',
      severity: 'error',
      from: { path: '^preload/' },
      to: { reachable: true, path: '^node_modules/zod/' },
    },
    {
      name: 'screens-without-shell-schemas',
      comment: 'Screens know the bridge that the shell gives them, not how it is checked.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^shared/ipc/', pathNot: '^shared/ipc/contract\\.ts$' },
    },
    {
      name: 'primitives-know-no-product',
      comment: 'renderer/ui is buttons and dialogs: nothing of conversations, state or the host.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(renderer/(parts|screens|state|bridge)|shared/(domain|protocol|client|ipc))/' },
    },
    {
      name: 'parts-below-screens',
      severity: 'error',
      from: { path: '^renderer/(parts|state|bridge)/' },
      to: { path: '^renderer/screens/' },
    },
    {
      name: 'state-without-looks',
      severity: 'error',
      from: { path: '^renderer/(state|bridge)/' },
      to: { path: '^renderer/(ui|parts)/' },
    },
    {
      name: 'bridge-below-state',
      severity: 'error',
      from: { path: '^renderer/bridge/' },
      to: { path: '^renderer/state/' },
    },
    {
      name: 'no-cycles',
      comment: 'A component may contain itself; everything else depends in one direction.',
      severity: 'error',
      from: { path: '(.+)' },
      to: { circular: true, pathNot: '^$1$' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-declared-packages',
      comment: 'A package that is not in package.json may be gone after the next install.',
      severity: 'error',
      from: { path: '^(main|preload|renderer|shared)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'host-needs-no-dev-packages',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/(index\\.ts|(app|windows|ipc|supervisor)/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/tsconfig.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'default', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.json'],
    },
  },
};
