import type { Configuration } from 'electron-builder';

/**
 * What goes into a package; said for each system in full, since a list of exceptions alone would
 * begin with everything there is.
 */
const filesFor = (platform: 'win32' | 'darwin' | 'linux'): string[] => [
  'out/**',
  'package.json',
  // The window's icon on Linux.
  'build/icon.png',
  // SQLite's sources, and its binaries for other systems than this one.
  '!node_modules/better-sqlite3/{deps,src,build,binding.gyp}',
  `!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`,
  // For a JavaScript runtime that is not ours.
  '!node_modules/bare-*/prebuilds',
  '!node_modules/fluent-ffmpeg/coverage',
  '!node_modules/**/*.{map,md,ts,mts,cts,tsbuildinfo}',
  '!node_modules/**/{test,tests,__tests__,doc,docs,example,examples}/**',
];

const config: Configuration = {
  appId: 'app.deskline.desktop',
  productName: 'Deskline',
  copyright: 'Copyright © The Deskline authors',
  directories: { output: 'dist', buildResources: 'build' },
  // There is nowhere yet that updates would come from.
  publish: null,

  asar: true,
  // The system loads these itself and cannot look into an archive.
  asarUnpack: ['**/*.node'],
  // All native packages bring N-API binaries, which fit every Node and Electron.
  npmRebuild: false,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },

  win: {
    target: 'nsis',
    icon: 'build/icon.png',
    files: filesFor('win32'),
  },
  nsis: {
    oneClick: true,
    // The history of the number is not the program's to delete.
    deleteAppDataOnUninstall: false,
  },

  mac: {
    target: 'dmg',
    icon: 'build/icon-mac.png',
    category: 'public.app-category.business',
    files: filesFor('darwin'),
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },

  linux: {
    target: ['AppImage', 'deb'],
    icon: 'build/icon.png',
    category: 'Office',
    executableName: 'deskline',
    synopsis: 'One WhatsApp number, every desk',
    // Debian packages have to name somebody; the project has no mailbox yet.
    maintainer: 'The Deskline authors <authors@deskline.invalid>',
    files: filesFor('linux'),
  },
};

export default config;
