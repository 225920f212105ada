import { describe, expect, test } from 'vitest';
import type { HostStatus } from '#shared/ipc/contract.ts';
import { Supervisor } from '#main/supervisor/supervisor.ts';
import { createRecordingLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { scriptedHostChildren } from '#test/doubles/scripted-host-child.ts';

const RUNNING = { type: 'running', port: 7443, setupCode: null } as const;

function supervised() {
  const { start, children } = scriptedHostChildren();
  const clock = new ManualClock();
  const log = createRecordingLog();
  const output: string[] = [];
  const statuses: HostStatus[] = [];
  const supervisor = new Supervisor({
    startChild: start,
    clock,
    log,
    onOutput: (text) => void output.push(text),
  });
  supervisor.onStatus((status) => void statuses.push(status));
  const newest = () => children.at(-1)!;
  return { supervisor, children, newest, clock, log, output, statuses };
}

describe('a host that runs', () => {
  test('is told to the screens with its port and setup code', () => {
    const { supervisor, newest, statuses } = supervised();
    supervisor.start();
    newest().say({ type: 'running', port: 7443, setupCode: 'a-code' });
    expect(statuses).toEqual([
      { name: 'starting' },
      { name: 'running', port: 7443, setupCode: 'a-code' },
    ]);
    expect(supervisor.status).toEqual(statuses[1]);
  });

  test('is started once, however often it is asked for', () => {
    const { supervisor, children } = supervised();
    supervisor.start();
    supervisor.start();
    expect(children).toHaveLength(1);
  });

  test('has its output passed on', () => {
    const { supervisor, newest, output } = supervised();
    supervisor.start();
    newest().write('hello\n');
    expect(output).toEqual(['hello\n']);
  });

  test('that says something odd is logged and otherwise ignored', () => {
    const { supervisor, newest, log } = supervised();
    supervisor.start();
    newest().say({ type: 'running', port: 'many' });
    expect(supervisor.status).toEqual({ name: 'starting' });
    expect(log.lines.map(({ what }) => what)).toContain('The host said something odd.');
  });
});

describe('a host that crashes', () => {
  test('is started again after 1, 2, 5, 10 and 30 seconds, and every 30 from then on', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    for (const seconds of [1, 2, 5, 10, 30, 30]) {
      const before = children.length;
      newest().exit(1);
      expect(supervisor.status).toEqual({
        name: 'restarting',
        retryAt: clock.now() + seconds * 1000,
        reason: 'The host ended by itself (code 1).',
      });
      await clock.advance(seconds * 1000 - 1);
      expect(children).toHaveLength(before);
      await clock.advance(1);
      expect(children).toHaveLength(before + 1);
    }
  });

  test('after a healthy minute begins the row of delays anew', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    newest().exit(1);
    await clock.advance(1000);
    newest().say(RUNNING);
    const answering = newest();
    for (let n = 0; n < 12; n += 1) {
      await clock.advance(5000);
      answering.say({ type: 'pong' });
    }
    newest().exit(1);
    expect(supervisor.status).toMatchObject({ retryAt: clock.now() + 1000 });
  });

  test('before a healthy minute is up goes on in the row of delays', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    newest().exit(1);
    await clock.advance(1000);
    newest().say(RUNNING);
    await clock.advance(20_000);
    newest().exit(null);
    expect(supervisor.status).toEqual({
      name: 'restarting',
      retryAt: clock.now() + 2000,
      reason: 'The host was killed.',
    });
  });

  test('is started once when a person is faster than the delay', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().exit(1);
    supervisor.start();
    await clock.advance(60_000);
    expect(children).toHaveLength(2);
  });
});

describe('a host that cannot start', () => {
  test('says why, is asked to end and is not started again by itself', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().say({ type: 'failed', reason: 'Port 7443 is in use.' });
    expect(newest().received).toEqual([{ type: 'stop' }]);
    newest().exit(1);
    await clock.advance(120_000);
    expect(children).toHaveLength(1);
    expect(supervisor.status).toEqual({ name: 'failed', reason: 'Port 7443 is in use.' });
  });

  test('is killed when it stays all the same, and can be started again', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().say({ type: 'failed', reason: 'No.' });
    await clock.advance(20_000);
    expect(newest().isKilled).toBe(true);
    supervisor.start();
    expect(children).toHaveLength(2);
  });
});

describe('a host that stops answering', () => {
  test('is killed after 30 seconds of unanswered pings and started again', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().say(RUNNING);
    await clock.advance(29_999);
    expect(newest().isKilled).toBe(false);
    await clock.advance(1);
    expect(newest().isKilled).toBe(true);
    expect(supervisor.status.name).toBe('restarting');
    await clock.advance(1000);
    expect(children).toHaveLength(2);
  });

  test('and then answers again lives on', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    newest().say(RUNNING);
    await clock.advance(29_000);
    newest().say({ type: 'pong' });
    await clock.advance(29_000);
    expect(newest().isKilled).toBe(false);
    expect(supervisor.status.name).toBe('running');
  });

  test('is not pinged before it runs: a first start may take its time', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    await clock.advance(600_000);
    expect(newest().received).toEqual([]);
    expect(newest().isKilled).toBe(false);
  });
});

describe('stopping', () => {
  test('asks the host, waits for it and leaves no timer behind', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    newest().say(RUNNING);
    let isStopped = false;
    const stopped = supervisor.stop().then(() => (isStopped = true));
    expect(newest().received.at(-1)).toEqual({ type: 'stop' });
    await clock.advance(19_000);
    expect(isStopped).toBe(false);
    newest().exit(0);
    await stopped;
    expect(newest().isKilled).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test('kills a host that does not end within 20 seconds', async () => {
    const { supervisor, newest, clock } = supervised();
    supervisor.start();
    newest().say(RUNNING);
    const stopped = supervisor.stop();
    await clock.advance(20_000);
    await stopped;
    expect(newest().isKilled).toBe(true);
  });

  test('while it waits to start again ends the waiting', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().exit(1);
    await supervisor.stop();
    await clock.advance(60_000);
    supervisor.start();
    expect(children).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  test('is no crash: the host is not started again', async () => {
    const { supervisor, children, newest, clock } = supervised();
    supervisor.start();
    newest().say(RUNNING);
    const stopped = supervisor.stop();
    newest().exit(1);
    await stopped;
    await clock.advance(60_000);
    expect(children).toHaveLength(1);
  });
});
