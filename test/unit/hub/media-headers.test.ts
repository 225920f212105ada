import { describe, expect, it } from 'vitest';
import { contentDisposition } from '#main/hub/http/content-disposition.ts';
import { isInline, safeMediaType } from '#main/hub/http/media-types.ts';

describe('the type a file is served under', () => {
  it.each([
    ['image/png', 'image/png'],
    ['IMAGE/PNG', 'image/png'],
    ['image/png; x=1', 'image/png'],
    ['audio/ogg; codecs=opus', 'audio/ogg; codecs=opus'],
    ['audio/ogg;codecs="opus"', 'audio/ogg;codecs="opus"'],
    ['audio/ogg; codecs=opus\r\nx: y', 'audio/ogg'],
    ['application/pdf', 'application/pdf'],
    ['text/plain; charset=utf-8', 'text/plain'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['image/png, text/html', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    [undefined, 'application/octet-stream'],
  ])('of %j is %s', (given, expected) => {
    expect(safeMediaType(given)).toBe(expected);
  });

  it('is shown in place only when it carries no scripts', () => {
    for (const type of ['image/webp', 'audio/ogg; codecs=opus', 'video/mp4']) {
      expect(isInline(type)).toBe(true);
    }
    for (const type of ['application/pdf', 'text/plain', 'application/octet-stream']) {
      expect(isInline(type)).toBe(false);
    }
  });
});

describe('the name a file is saved under', () => {
  it.each([
    [null, 'attachment'],
    ['', 'attachment'],
    ['..', 'attachment'],
    ['photo.jpg', 'attachment; filename="photo.jpg"'],
    ['C:\\Users\\ana\\photo.jpg', 'attachment; filename="photo.jpg"'],
    ['a"b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    [
      "it's (1)*é.txt",
      `attachment; filename="it's (1)*_.txt"; filename*=UTF-8''it%27s%20%281%29%2A%C3%A9.txt`,
    ],
    ['\ud83d.png', `attachment; filename="_.png"; filename*=UTF-8''%EF%BF%BD.png`],
  ])('of %j is %s', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected);
  });

  it('keeps its ending when it is cut', () => {
    const header = contentDisposition('inline', `${'ü'.repeat(300)}.pdf`);
    expect(header).toMatch(/^inline; filename="_{146}\.pdf"; /);
  });
});
