import { MAX_CLIENT_FRAME_BYTES } from '#shared/protocol/frames.ts';
import { MAX_UPLOAD_BYTES } from '#shared/protocol/http.ts';

/** How much one client may ask of the host. Times in milliseconds. */
export interface HubLimits {
  /** From the open socket to the hello. */
  readonly helloWithin: number;
  readonly heartbeatEvery: number;
  /** A client that leaves entries unacknowledged for longer is too slow. */
  readonly ackWithin: number;
  readonly unacknowledgedEntries: number;
  /** Unsent bytes of one client that the host keeps in memory. */
  readonly bufferedBytes: number;
  readonly frameBytes: number;
  /** A client may send this many frames at once and then this many per second. */
  readonly frameBurst: number;
  readonly framesPerSecond: number;
  readonly runningCommands: number;
  /** A session is looked up again this often while its connection lives. */
  readonly authenticateEvery: number;
  readonly uploadBytes: number;
  readonly bodyBytes: number;
  /** Attempts within `attemptWindow`. Of those to sign in the accounts keep count. */
  readonly setupsPerAddress: number;
  /** Tries to pair a PC; each code has its own number of them, too. */
  readonly pairingsPerAddress: number;
  readonly attemptWindow: number;
  readonly upgradesPerMinute: number;
  /** How long a farewell may take before the socket is cut. */
  readonly closeWithin: number;
}

export const defaultLimits: HubLimits = {
  helloWithin: 10_000,
  heartbeatEvery: 10_000,
  ackWithin: 15_000,
  unacknowledgedEntries: 20_000,
  bufferedBytes: 16 * 1024 * 1024,
  frameBytes: MAX_CLIENT_FRAME_BYTES,
  frameBurst: 400,
  framesPerSecond: 100,
  runningCommands: 32,
  authenticateEvery: 5 * 60_000,
  uploadBytes: MAX_UPLOAD_BYTES,
  bodyBytes: 16 * 1024,
  setupsPerAddress: 10,
  pairingsPerAddress: 20,
  attemptWindow: 10 * 60_000,
  upgradesPerMinute: 120,
  closeWithin: 1_500,
};
