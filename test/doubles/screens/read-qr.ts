import type { Page } from 'puppeteer';
import decodeQR from 'qr/decode.js';

/** Reads the QR picture on a screen as a phone's camera would: from its pixels. */
export async function readQr(page: Page): Promise<string> {
  const picture = await page
    .locator('[role=img][aria-label="QR code to link WhatsApp"]')
    .waitHandle();
  const png = await picture.screenshot({ encoding: 'base64' });
  const pixels = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...data], width, height };
  }, png);
  const { width, height } = pixels;
  return decodeQR({ data: Uint8ClampedArray.from(pixels.data), width, height });
}
