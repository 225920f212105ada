import { expect, test } from 'vitest';
import { DeferredWork } from '#main/store/deferred-work.ts';

function setUp() {
  const deferred = new DeferredWork();
  const done: string[] = [];
  const add = (name: string) => deferred.add(() => void done.push(name));
  return { deferred, done, add };
}

test('work is done once, in order, when it is asked for', () => {
  const { deferred, done, add } = setUp();
  add('a');
  add('b');
  expect(done).toEqual([]);
  deferred.run();
  add('c');
  deferred.run();
  expect(done).toEqual(['a', 'b', 'c']);
});

test('what was added after a mark can be forgotten', () => {
  const { deferred, done, add } = setUp();
  add('a');
  const forget = deferred.mark();
  add('b');
  forget();
  deferred.run();
  expect(done).toEqual(['a']);
});

test('what was done after a mark and then undone is done again', () => {
  const { deferred, done, add } = setUp();
  add('a');
  const forget = deferred.mark();
  add('b');
  deferred.run();
  forget();
  deferred.run();
  expect(done).toEqual(['a', 'b', 'a']);
});
