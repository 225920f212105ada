import { webmToOgg } from './ogg-opus.ts';

const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'] as const;

/** A voice message that is being spoken. The microphone is open only while it is. */
export class VoiceRecorder {
  state = $state<'off' | 'asking' | 'recording'>('off');
  startedAt = $state(0);
  #recorder: MediaRecorder | null = null;
  #pieces: Blob[] = [];
  #attempt = 0;

  static get isPossible(): boolean {
    // Without a secure page there is no microphone, in old browsers no recorder.
    return 'mediaDevices' in navigator && typeof MediaRecorder === 'function';
  }

  /** Rejects when there is no microphone or the person refuses it. */
  async start(): Promise<void> {
    if (this.state !== 'off') return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.state = 'asking';
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (attempt !== this.#attempt) return void close(stream);
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
      this.#pieces = [];
      recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
      recorder.start(1_000);
      this.#recorder = recorder;
      this.startedAt = Date.now();
      this.state = 'recording';
    } catch (error) {
      if (attempt === this.#attempt) this.state = 'off';
      throw error;
    }
  }

  /** The recording, in the container that WhatsApp plays as a voice message where that can be had. */
  async finish(): Promise<File | null> {
    const recorder = this.#recorder;
    if (recorder === null) return null;
    await new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
      recorder.stop();
    });
    const type = recorder.mimeType;
    const recorded = new Blob(this.#pieces, { type });
    this.cancel();
    return recorded.size === 0 ? null : toFile(recorded);
  }

  cancel(): void {
    this.#attempt += 1;
    const recorder = this.#recorder;
    this.#recorder = null;
    this.#pieces = [];
    this.state = 'off';
    if (recorder === null) return;
    if (recorder.state !== 'inactive') recorder.stop();
    close(recorder.stream);
  }
}

async function toFile(recorded: Blob): Promise<File> {
  if (recorded.type.startsWith('audio/webm')) {
    const ogg = webmToOgg(new Uint8Array(await recorded.arrayBuffer()));
    if (ogg !== null) return new File([ogg], 'voice.ogg', { type: 'audio/ogg; codecs=opus' });
  }
  const extension = recorded.type.includes('ogg') ? 'ogg' : 'm4a';
  return new File([recorded], `voice.${extension}`, { type: recorded.type });
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
