import type { CustomerContent } from '../customer-content.ts';
import { simplePdf } from '../media/pdf.ts';
import { paintScene } from '../media/scenes.ts';
import { speechLikeWav } from '../media/wav.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Line } from './script.ts';

/** What a line is on WhatsApp; its file is made now. */
export function lineContent(line: Line, random: SeededRandom): CustomerContent {
  if (typeof line === 'string') return line;
  if ('content' in line) return line.content;
  if ('picture' in line) {
    return { kind: 'image', caption: line.caption ?? '', ...paintScene(line.picture, random) };
  }
  if ('voiceSeconds' in line) {
    const bytes = speechLikeWav(line.voiceSeconds, random);
    return { kind: 'voice', mime: 'audio/wav', seconds: line.voiceSeconds, bytes };
  }
  const bytes = simplePdf(line.heading, line.lines);
  return { kind: 'document', mime: 'application/pdf', fileName: line.document, bytes };
}
