import { describe, expect, test } from 'vitest';
import {
  chromeUserAgent,
  majorVersion,
  userAgentOf,
  withoutHeadless,
} from '#main/gateway/whatsapp/session/user-agent.ts';

describe('the user agent', () => {
  test('has the version of the browser that is driven', () => {
    expect(majorVersion('Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)')).toBe(
      156,
    );
    expect(userAgentOf(156, 'linux', false)).toBe(
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    );
    expect(userAgentOf(156, 'win32', false)).toContain('(Windows NT 10.0; Win64; x64)');
    expect(userAgentOf(156, 'win32', true)).toMatch(/ Edg\/156\.0\.0\.0$/);
    expect(userAgentOf(156, 'darwin', false)).toContain('(Macintosh; Intel Mac OS X 10_15_7)');
  });

  test('follows the newest of several installed versions', () => {
    expect(majorVersion('143.0.7499.40\n144.0.7550.2\nchrome.exe')).toBe(144);
  });

  test('is the browser’s own, without the word headless, when the version is unknown', async () => {
    expect(majorVersion('chrome.exe')).toBeNull();
    expect(await chromeUserAgent('/nowhere/at/all')).toBeNull();
    expect(withoutHeadless('X HeadlessChrome/156.0.0.0 Y')).toBe('X Chrome/156.0.0.0 Y');
  });
});
