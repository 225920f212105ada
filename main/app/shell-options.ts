import { parseOptions } from '#main/system/options.ts';
import type { StartRequest } from '#main/system/options.ts';

/** What Electron, Chromium and the systems' launchers put on a program's command line themselves. */
const FOREIGN_SWITCH =
  /^(--(no-sandbox|disable-|enable-|force-|ozone-|remote-debugging-|inspect|js-flags|lang=|log-|password-store=|user-data-dir=|proxy-|use-|trace-|squirrel-|original-process-start-time|allow-file-access-from-files|gtk-version)|-psn_)/;

/** The options a person gave, out of the command line of the desktop program. */
export function parseShellOptions(argv: readonly string[], isPackaged: boolean) {
  const words = argv.filter((word) => !FOREIGN_SWITCH.test(word));
  // Unpacked it is `electron <folder of the app> <options>`.
  return parseOptions(words.slice(isPackaged ? 1 : 2), process.env);
}

/** What a person asked of the host program instead of running; its answer is all they want. */
export function commandArguments(
  request: Exclude<StartRequest, { action: 'run' | 'help' | 'version' }>,
): string[] {
  switch (request.action) {
    case 'restore':
      return [`--data=${request.dataDirectory}`, `--restore-backup=${request.file ?? 'latest'}`];
    case 'rebuild-reports':
      return [`--data=${request.dataDirectory}`, '--rebuild-reports'];
    case 'reset-password':
      return [`--data=${request.dataDirectory}`, `--reset-password=${request.name}`];
  }
}

/** The same choices as the arguments of the host process. */
export function hostArguments(
  dataDirectory: string,
  options: { port: number; host: string; browser: string | null; isDemo: boolean },
): string[] {
  return [
    `--data=${dataDirectory}`,
    `--port=${options.port}`,
    `--host=${options.host}`,
    ...(options.browser === null ? [] : [`--browser=${options.browser}`]),
    ...(options.isDemo ? ['--demo'] : []),
  ];
}
