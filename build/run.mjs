import { existsSync } from 'node:fs';
import process from 'node:process';

/**
 * The door to build/*.ts. Plain JavaScript, so that a Node that cannot run the rest still says so:
 * `npm ci` brings the right one, and npm scripts use it because node_modules/.bin comes first.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 18);
const hasPackages = existsSync(`${import.meta.dirname}/../node_modules/electron-vite`);
const [, , script, ...args] = process.argv;

if (major < 20) {
  refuse(
    `Deskline needs Node 20 or newer, this is ${process.version}. Get it from https://nodejs.org.`,
  );
} else if (!isNewEnough || !hasPackages) {
  refuse('Run npm ci first: it brings everything that Deskline needs, the right Node included.');
} else {
  process.argv.splice(2, Infinity, ...args);
  await import(`./${script}.ts`);
}

function refuse(why) {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}
