import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '#build/project.ts';
import { withReference } from '#build/protocol-reference/document.ts';
import { protocolReference } from '#build/protocol-reference/reference.ts';
import { defaultLimits as limits } from '#main/hub/limits.ts';
import { commands } from '#shared/protocol/commands/index.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';

const document = await readFile(join(PROJECT, 'PROTOCOL.md'), 'utf8');

describe('PROTOCOL.md', () => {
  it('has the reference that the schemas make (npm run docs:protocol)', () => {
    expect(document).toBe(withReference(document, protocolReference()));
  });

  it('names every command with what it takes', () => {
    for (const [name, { params }] of Object.entries(commands)) {
      const section = document.split(`### \`${name}\`\n`)[1]?.split('\n### ')[0];
      for (const field of Object.keys(params.shape)) expect(section).toContain(`- \`${field}\``);
    }
  });

  it('links to nothing that it does not have', () => {
    const headings = [...document.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll('`', ''),
    );
    for (const [, target] of document.matchAll(/\]\(#([^)]+)\)/g)) {
      expect(headings).toContain(target);
    }
  });

  it('says the limits as they are', () => {
    const megabyte = 1024 * 1024;
    expect(document).toContain(`version of the protocol, now ${PROTOCOL_VERSION}.`);
    expect(document).toContain(`within ${limits.helloWithin / 1000} seconds`);
    expect(document).toContain(`\`heartbeat\` every ${limits.heartbeatEvery / 1000} seconds`);
    expect(document).toContain(`unacknowledged for ${limits.ackWithin / 1000} seconds`);
    expect(document).toContain(`${limits.unacknowledgedEntries.toLocaleString('en')} entries`);
    expect(document).toContain(`or ${limits.bufferedBytes / megabyte} MiB pile up`);
    expect(document).toContain(`frame has at most ${limits.frameBytes / 1024} KiB`);
    expect(document).toContain(
      `${limits.frameBurst} frames at once and ${limits.framesPerSecond} a second`,
    );
    expect(document).toContain(`(${limits.runningCommands} at most`);
    expect(document).toContain(`at most ${limits.uploadBytes / megabyte} MiB`);
    expect(document).toContain(`at most ${limits.bodyBytes / 1024} KiB`);
    expect(document).toContain(`Setting up is limited to ${limits.setupsPerAddress} per address`);
    expect(document).toContain(`${limits.upgradesPerMinute} a minute per address`);
  });
});
