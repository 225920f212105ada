import { z } from 'zod';
import { agentNameSchema, agentSchema, passwordSchema } from '../domain/agent.ts';
import { backupSchema } from '../domain/backup.ts';
import { computerNameSchema, platformSchema } from '../domain/computer.ts';
import { computerIdSchema, mediaHashSchema, timestampSchema } from '../domain/ids.ts';
import { officeIdentitySchema } from '../domain/office.ts';
import { openSessionSchema, sessionEndSchema } from '../domain/session.ts';

/** Largest file an agent may send, in bytes (WhatsApp's limit for media other than documents). */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

export const SESSION_COOKIE = '__Host-deskline';
export const DEVICE_COOKIE = '__Host-deskline-device';

/** By which the desktop app of a paired PC shows, with every request, that it is one. */
export const COMPUTER_HEADER = 'deskline-computer';

/**
 * `browsers-off`: a browser of another PC, and the office wants none; `computer-revoked`: an admin
 * keeps this PC out; `computer-unknown`: the host does not know this PC (any more).
 */
export const notAdmittedSchema = z.enum(['browsers-off', 'computer-revoked', 'computer-unknown']);
export type NotAdmitted = z.infer<typeof notAdmittedSchema>;

/** `GET /api/status`, without a session: what the first screen needs to know. */
export const statusSchema = z.object({
  version: z.string(),
  protocol: z.int(),
  /** True until the first admin account exists. */
  needsSetup: z.boolean(),
  /** True while the database is damaged and nobody has said how to go on. */
  needsRescue: z.boolean(),
  /** Why this PC is not let in; null: it is. */
  notAdmitted: notAdmittedSchema.nullable(),
  /** Null: it is said to PCs that are let in alone. */
  office: officeIdentitySchema.nullable().default(null),
});
export type Status = Readonly<z.infer<typeof statusSchema>>;

/** `GET /api/rescue`, only while the status says so: a damaged database was found at the start. */
export const rescueSchema = z.object({
  noticedAt: timestampSchema,
  /** The name that it has now, in the data folder. */
  setAside: z.string().nullable(),
  /** What can take its place, newest first. */
  backups: z.array(backupSchema),
});
export type Rescue = Readonly<z.infer<typeof rescueSchema>>;

/** `POST /api/rescue`: what takes its place. `code` is the one that the host printed. */
export const rescueChoiceSchema = z.object({
  code: z.string().max(40),
  choice: z.discriminatedUnion('type', [
    z.object({ type: z.literal('restore'), name: z.string().max(100) }),
    z.object({ type: z.literal('start-empty') }),
  ]),
});
export type RescueChoice = Readonly<z.infer<typeof rescueChoiceSchema>>;

const keepSchema = z.enum(['cookie', 'token']);

/** Six digits of the app on somebody's phone, or a recovery code. */
const codeSchema = z.string().max(40);

/** `POST /api/setup`: makes the first admin account with the one-time code the host printed. */
export const setupRequestSchema = z.object({
  code: z.string().max(40),
  name: agentNameSchema,
  password: passwordSchema,
  keep: keepSchema,
});
export type SetupRequest = Readonly<z.infer<typeof setupRequestSchema>>;

/**
 * `POST /api/sign-in`. A browser keeps the session in a cookie, the desktop app as a token. With a
 * session of the same person it answers that one.
 */
export const signInRequestSchema = z.object({
  name: z.string().max(200),
  password: z.string().max(200),
  /** Of whoever has a second step: after the answer `needs-code`. */
  code: codeSchema.optional(),
  keep: keepSchema,
  /** They know where they are signed in, and end that. */
  endOthers: z.boolean().optional(),
  /** What the last sign-in on this device answered; a browser keeps it in a cookie. */
  device: z.string().max(128).nullable().optional(),
});
export type SignInRequest = Readonly<z.infer<typeof signInRequestSchema>>;

/**
 * `POST /api/password`: one's own, with the one there is, which may be a temporary one. With a session
 * of theirs that one goes on and no other; without one it signs in.
 */
export const changePasswordRequestSchema = z.object({
  name: z.string().max(200),
  password: z.string().max(200),
  /** Of whoever has a second step and no session. */
  code: codeSchema.optional(),
  newPassword: passwordSchema,
  keep: keepSchema,
  device: z.string().max(128).nullable().optional(),
});
export type ChangePasswordRequest = Readonly<z.infer<typeof changePasswordRequestSchema>>;

/** `POST /api/unlock`: the session that the request names; `POST /api/lock` takes nothing. */
export const unlockRequestSchema = z.object({
  password: z.string().max(200),
  device: z.string().max(128).nullable().optional(),
});

/** `GET /api/second-factor`: of one's own sign-in. `since` null: the password is enough. */
export const secondFactorSchema = z.object({
  since: timestampSchema.nullable(),
  /** How many are left. */
  recoveryCodes: z.int().nonnegative(),
});
export type SecondFactor = Readonly<z.infer<typeof secondFactorSchema>>;

/** `POST /api/second-factor`: begins it. Answers what the app on the phone is to know. */
export const beginSecondFactorSchema = z.object({
  password: z.string().max(200),
  device: z.string().max(128).nullable().optional(),
});
export const secondFactorOfferSchema = z.object({
  /** Base32, for whoever cannot scan. */
  secret: z.string(),
  /** As a QR code (`otpauth://`). */
  uri: z.string(),
});
export type SecondFactorOffer = Readonly<z.infer<typeof secondFactorOfferSchema>>;

/** `POST /api/second-factor/confirm`: the app's first code switches it on. */
export const confirmSecondFactorSchema = z.object({ code: codeSchema });

/** `POST /api/second-factor/recovery-codes` makes new ones, `POST /api/second-factor/off` ends it. */
export const proveSecondFactorSchema = z.object({
  password: z.string().max(200),
  code: codeSchema,
  device: z.string().max(128).nullable().optional(),
});

/** Each opens once, in the place of a code of the app. Nobody sees them again. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = Readonly<z.infer<typeof recoveryCodesSchema>>;

/** `POST /api/sign-out`. `hasDecided`: asked, they said what becomes of the chats they have. */
export const signOutRequestSchema = z.object({ hasDecided: z.boolean() });

/** `token` null: it is in the cookie. `device`: to be shown at the next sign-in on this device. */
export const sessionSchema = z.object({
  agent: agentSchema,
  token: z.string().nullable(),
  device: z.string().optional(),
});
export type SessionResponse = Readonly<z.infer<typeof sessionSchema>>;

/**
 * `PUT /media`: the body is the file, its type in Content-Type. Answers what to put into a reply.
 */
export const uploadSchema = z.object({
  hash: mediaHashSchema,
  mime: z.string(),
  bytes: z.int().nonnegative(),
});
export type Upload = Readonly<z.infer<typeof uploadSchema>>;

/**
 * `POST /api/pairing`: a PC that wants to be let in begins to show that it knows a code, and has the
 * host show it too, by OPAQUE (RFC 9807). `slot`: the code's first character.
 */
export const beginPairingSchema = z.object({
  slot: z.string().length(1),
  /** KE1, base64url. */
  request: z.string().max(1_000),
});
export const pairingBegunSchema = z.object({
  /** Names this try in what follows. */
  attempt: z.string().max(64),
  /** KE2, base64url. */
  response: z.string().max(4_000),
  /** How many more tries this code has. */
  left: z.int().nonnegative(),
});
export type PairingBegun = Readonly<z.infer<typeof pairingBegunSchema>>;

/** `POST /api/pairing/finish`: from then on the PC is one of the office's. */
export const finishPairingSchema = z.object({
  attempt: z.string().max(64),
  /** KE3, base64url. */
  proof: z.string().max(1_000),
  /** What admins see of it. */
  name: computerNameSchema,
  platform: platformSchema,
});
export const pairedSchema = z.object({
  computerId: computerIdSchema,
  /** What the office is called; empty: it has no name. */
  office: z.string(),
});
export type PairedResponse = Readonly<z.infer<typeof pairedSchema>>;

/** `POST /api/recovery`, of a command on the host PC alone: a temporary password for this person. */
export const recoveryRequestSchema = z.object({
  name: z.string().max(200),
  password: passwordSchema,
});

export const recoveryResponseSchema = z.object({
  name: z.string(),
  /** Sessions that ended. */
  ended: z.int().nonnegative(),
});
export type RecoveryResponse = Readonly<z.infer<typeof recoveryResponseSchema>>;

/** `names`: who there is, when nobody is called so. */
export const recoveryFailureSchema = z.object({
  code: z.enum(['not-found', 'deactivated']),
  message: z.string(),
  names: z.array(z.string()).optional(),
});

/** Every HTTP refusal. */
export const httpFailureSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** With `signed-in-elsewhere`: where. */
  sessions: z.array(openSessionSchema).optional(),
  /** With `signed-out`, where the session was once: why it is over. */
  end: sessionEndSchema.optional(),
});
