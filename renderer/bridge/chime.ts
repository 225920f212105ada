/** `queue`: somebody waits; `mine`: it concerns this person alone. */
export type ChimeKind = 'queue' | 'mine';

const TONES: Readonly<Record<ChimeKind, readonly number[]>> = {
  queue: [659.25, 880],
  mine: [880, 1_174.66, 880],
};
const TONE_S = 0.16;
const LOUDNESS = 0.22;

let context: AudioContext | null = null;

/**
 * Two or three soft tones. Nothing is heard where there is no sound, or before anybody has touched
 * the page: browsers want that.
 */
export async function playChime(kind: ChimeKind): Promise<void> {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    for (const [index, frequency] of TONES[kind].entries()) {
      playTone(context, frequency, context.currentTime + index * TONE_S);
    }
  } catch {
    // A PC without a sound card.
  }
}

function playTone(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + TONE_S * 1.8);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_S * 2);
}
