import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import type { OutgoingContent, OutgoingMessage, SendOutcome } from '#main/core/ports/gateway.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import { sendLimit } from '../limits.ts';
import { optionsFor } from './send-options.ts';
import { personAddress } from '../inbound/person-chat.ts';
import { parseKey } from '#shared/domain/message-key.ts';
import type { PageSendOutcome } from '../page/page-window.ts';
import { awaitSend, beginSend } from '../page/send.ts';
import type { SendLimits } from '../protocol.ts';

/** Shorter than the browser protocol's own limit for one call. */
const SLICE_MS = 20_000;

type Refusal = Extract<SendOutcome, { outcome: 'refused' }>;

/** Sends under the prepared key. Ends in time by itself as long as the page answers. */
export async function sendMessage(
  page: Page,
  message: OutgoingMessage,
  limits: SendLimits,
): Promise<SendOutcome> {
  const key = parseKey(message.key);
  if (key?.fromMe !== true || personAddress(key.remote) === null) {
    return refusal('rejected', `Not a key for sending to a person: ${message.key}`);
  }
  const prepared = await prepare(message.content);
  if ('outcome' in prepared) return prepared;

  const limit = sendLimit(message.content, limits);
  const deadline = Date.now() + limit;
  try {
    const quoted = message.quote === undefined ? null : parseKey(message.quote);
    const quote = quoted && { id: quoted.id, fromMe: quoted.fromMe };
    const order = { chat: key.remote, id: key.id, ms: limit, quote, ...prepared };
    await page.evaluate(beginSend, order);
    while (Date.now() < deadline) {
      const ms = Math.min(SLICE_MS, deadline - Date.now());
      const outcome = await page.evaluate(awaitSend, { id: key.id, ms });
      if (outcome === 'gone') return unknown('The page was reloaded meanwhile.');
      if (outcome !== 'running') return judge(outcome, message.content);
    }
    return unknown(`WhatsApp Web did not answer within ${limit / 1000} seconds.`);
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
}

interface Prepared {
  readonly text: string;
  readonly options: Readonly<Record<string, unknown>>;
}

async function prepare(content: OutgoingContent): Promise<Prepared | Refusal> {
  // `linkPreview` asks the network and `parseVCards` changes what was typed: neither is wanted.
  const common = { ignoreQuoteErrors: false, parseVCards: false, mentionedJidList: [] };
  if (content.kind === 'text') return { text: content.text, options: common };
  if (!('path' in content)) return { text: '', options: { ...common, ...optionsFor(content) } };
  try {
    const data = await readFile(content.path, 'base64');
    return {
      text: '',
      options: {
        ...common,
        media: { mimetype: content.mime, data, filename: content.fileName },
        caption: content.caption,
        isCaptionByUser: content.caption !== '',
        sendAudioAsVoice: content.kind === 'voice',
        sendVideoAsGif: content.kind === 'gif',
        sendMediaAsDocument: content.kind === 'document',
        sendMediaAsSticker: content.kind === 'sticker' && content.mime === 'image/webp',
      },
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refusal('media-rejected', `The file cannot be read: ${why}`);
  }
}

function judge(outcome: PageSendOutcome, content: OutgoingContent): SendOutcome {
  switch (outcome.result) {
    case 'accepted':
      return { outcome: 'accepted' };
    case 'no-chat':
      return refusal('not-on-whatsapp', `This number is not on WhatsApp. ${outcome.why}`.trim());
    case 'failed': {
      if (outcome.isHandedOver && (outcome.ack === null || outcome.ack >= 0)) {
        return unknown(outcome.why);
      }
      return content.kind === 'text' || outcome.isHandedOver
        ? refusal('rejected', `WhatsApp Web refused the message: ${outcome.why}`)
        : refusal('media-rejected', `WhatsApp Web did not take the file: ${outcome.why}`);
    }
  }
}

function refusal(code: SendFailure['code'], detail: string): Refusal {
  return { outcome: 'refused', failure: { code, detail: detail.slice(0, 500) } };
}

function unknown(why: string): SendOutcome {
  return { outcome: 'unknown', why };
}
