const SIZE = 64;
const BUBBLE =
  'M10.5 6.5h11a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-5.2l-5.3 5v-5h-.5a4 4 0 0 1-4-4v-5a4 4 0 0 1 4-4Z';

const drawn = new Map<string, string | null>();

/**
 * The mark with a count in its corner; null when there is nothing to count. It is in the address
 * itself: a browser may read it when the page that drew it is gone.
 */
export function favicon(count: number): string | null {
  if (count === 0) return null;
  const text = count > 99 ? '99' : String(count);
  const icon = drawn.get(text) ?? draw(text);
  drawn.set(text, icon);
  return icon;
}

function draw(text: string): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  drawMark(context);
  drawCount(context, text);
  return canvas.toDataURL();
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
