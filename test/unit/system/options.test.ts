import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HELP, parseOptions } from '#main/system/options.ts';
import type { HostOptions } from '#main/system/options.ts';
import { defaultDataDirectory } from '#main/system/paths.ts';

function options(argv: string[], env: NodeJS.ProcessEnv = {}): HostOptions {
  const result = parseOptions(argv, env);
  if (!result.ok || result.value.action !== 'run') throw new Error(JSON.stringify(result));
  return result.value.options;
}

function refusal(argv: string[], env: NodeJS.ProcessEnv = {}): string {
  const result = parseOptions(argv, env);
  return result.ok ? 'accepted' : result.message;
}

test('without anything it listens on all addresses and keeps data in its own folder', () => {
  expect(options([])).toEqual({
    dataDirectory: defaultDataDirectory(),
    port: 7443,
    host: '0.0.0.0',
    browser: null,
    isDemo: false,
  });
});

test('every option is taken, with a space or with =', () => {
  const expected = {
    dataDirectory: resolve('desk'),
    port: 0,
    host: '192.168.1.20',
    browser: resolve('/opt/chrome'),
    isDemo: false,
  };
  const spaced = ['--data', 'desk', '--port', '0', '--host', '192.168.1.20'];
  expect(options([...spaced, '--browser', '/opt/chrome'])).toEqual(expected);
  const joined = ['--data=desk', '--port=0', '--host=192.168.1.20', '--browser=/opt/chrome'];
  expect(options(joined)).toEqual(expected);
});

test('the environment says the same, and an option wins over it', () => {
  const env = {
    DESKLINE_DATA: '/data',
    DESKLINE_PORT: '8000',
    DESKLINE_HOST: '::1',
    DESKLINE_BROWSER: '/usr/bin/edge',
  };
  expect(options([], env)).toEqual({
    dataDirectory: resolve('/data'),
    port: 8000,
    host: '::1',
    browser: resolve('/usr/bin/edge'),
    isDemo: false,
  });
  expect(options(['--port', '9000', '--data', '/other'], env)).toMatchObject({
    dataDirectory: resolve('/other'),
    port: 9000,
    host: '::1',
  });
});

test('a variable that is set to nothing is not set', () => {
  const env = { DESKLINE_DATA: '', DESKLINE_PORT: '', DESKLINE_HOST: '', DESKLINE_BROWSER: '' };
  expect(options([], env)).toEqual(options([]));
});

describe('a demo', () => {
  test('listens on this PC only and never touches the real data', () => {
    expect(options(['--demo'], { DESKLINE_DATA: '/real' })).toMatchObject({
      isDemo: true,
      host: '127.0.0.1',
      dataDirectory: null,
    });
  });

  test('keeps its data where it is told to', () => {
    expect(options(['--demo', '--data', '/srv/demo']).dataDirectory).toBe(resolve('/srv/demo'));
    expect(options(['--demo', '--host', '0.0.0.0']).host).toBe('0.0.0.0');
  });
});

describe('a refusal says what is wrong', () => {
  test.each([
    [['--prot', '1'], 'Unknown option --prot. Did you mean --port?'],
    [['--dmeo'], 'Unknown option --dmeo. Did you mean --demo?'],
    [['--verbose-logging'], 'Unknown option --verbose-logging.'],
    [['--no-demo'], 'Unknown option --no-demo.'],
    [['-x'], 'Unknown option -x.'],
    [['start'], '"start" is not an option.'],
    [['--port'], '--port needs a value.'],
    [['--data', '--demo'], '--data needs a value.'],
    [['--data='], '--data needs a value.'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536".'],
    [['--port', '-1'], '--port takes a number from 0 to 65535, not "-1".'],
    [['--port', '80a'], '--port takes a number from 0 to 65535, not "80a".'],
    [['--port', '0x50'], '--port takes a number from 0 to 65535, not "0x50".'],
    [['--host', 'reception'], '--host takes an IP address'],
    [['--host', '300.1.1.1'], '--host takes an IP address'],
  ])('%j', (argv, message) => {
    expect(refusal(argv)).toContain(message);
    expect(refusal(argv)).toContain('--help');
  });

  test('and names the variable when it came from there', () => {
    expect(refusal([], { DESKLINE_PORT: 'many' })).toContain('DESKLINE_PORT takes a number');
    expect(refusal([], { DESKLINE_HOST: 'here' })).toContain('DESKLINE_HOST takes an IP address');
  });
});

test('help and version are asked for by their names and letters', () => {
  for (const flag of ['--help', '-h']) {
    expect(parseOptions([flag], {})).toEqual({ ok: true, value: { action: 'help' } });
  }
  for (const flag of ['--version', '-v']) {
    expect(parseOptions([flag], {})).toEqual({ ok: true, value: { action: 'version' } });
  }
});

test('help names every option and variable', () => {
  const names = ['--data', '--port', '--host', '--browser', '--demo', '--help', '--version'];
  const variables = ['DESKLINE_DATA', 'DESKLINE_PORT', 'DESKLINE_HOST', 'DESKLINE_BROWSER'];
  for (const name of [...names, ...variables]) expect(HELP).toContain(name);
});

test('the data folder follows each system', () => {
  const home = '/home/ana';
  const on = (platform: NodeJS.Platform, env = {}) => defaultDataDirectory({ platform, env, home });
  expect(on('linux')).toBe('/home/ana/.local/share/deskline');
  expect(on('linux', { XDG_DATA_HOME: '/srv/xdg' })).toBe('/srv/xdg/deskline');
  expect(on('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/ana/.local/share/deskline');
  expect(on('darwin')).toBe('/home/ana/Library/Application Support/Deskline');
  expect(on('win32', { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' })).toBe(
    'C:\\Users\\ana\\AppData\\Roaming\\Deskline',
  );
  if (process.platform === 'linux' && !process.env.XDG_DATA_HOME) {
    expect(defaultDataDirectory()).toBe(join(homedir(), '.local/share/deskline'));
  }
});
