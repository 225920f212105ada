const SIZE = 64;
const BUBBLE =
  'M10.5 6.5h11a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-5.2l-5.3 5v-5h-.5a4 4 0 0 1-4-4v-5a4 4 0 0 1 4-4Z';

const drawn = new Map<string, Promise<string | null>>();

/** The mark with a count in its corner, as an object URL; null when there is nothing to count. */
export function favicon(count: number): Promise<string | null> {
  if (count === 0) return Promise.resolve(null);
  const text = count > 99 ? '99' : String(count);
  // Kept for good: a browser may still read the last one when the next is in place.
  const icon = drawn.get(text) ?? draw(text);
  drawn.set(text, icon);
  return icon;
}

async function draw(text: string): Promise<string | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  drawMark(context);
  drawCount(context, text);
  const image = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return image && URL.createObjectURL(image);
}

function drawMark(context: CanvasRenderingContext2D): void {
  context.save();
  context.scale(2, 2);
  context.fillStyle = '#0d6a73';
  context.beginPath();
  context.roundRect(0, 0, 32, 32, 8);
  context.fill();
  context.fillStyle = '#fff';
  context.fill(new Path2D(BUBBLE));
  context.restore();
}

function drawCount(context: CanvasRenderingContext2D, text: string): void {
  const width = text.length > 1 ? 46 : 34;
  context.fillStyle = '#d9342b';
  context.beginPath();
  context.roundRect(SIZE - width, SIZE - 34, width, 34, 17);
  context.fill();
  context.fillStyle = '#fff';
  context.font = '700 28px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, SIZE - width / 2, SIZE - 16);
}
