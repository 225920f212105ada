import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer';

/** `node build/draw-icons.ts [browser]`: makes the icons' pictures from icon.svg anew. */
const SIZE = 1024;
/** Of the drawing's 32 units; macOS leaves a tenth free on every side, the others nothing. */
const MARGINS = { 'icon.png': 0, 'icon-mac.png': 4 };

const svg = await readFile(join(import.meta.dirname, 'icon.svg'), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await page.setViewport({ width: SIZE, height: SIZE });
for (const [name, margin] of Object.entries(MARGINS)) {
  const box = `${-margin} ${-margin} ${32 + 2 * margin} ${32 + 2 * margin}`;
  await page.setContent(
    `<body style="margin:0">${svg.replace('0 0 32 32', box).replace('<svg', `<svg width="${SIZE}"`)}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await writeFile(join(import.meta.dirname, name), picture);
}
await browser.close();
