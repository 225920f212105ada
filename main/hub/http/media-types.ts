/** What a browser may show in place: formats that carry no scripts. */
const INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/amr',
  'audio/wav',
  'audio/webm',
  'video/mp4',
  'video/webm',
  'video/3gpp',
]);

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** What is kept under its own type, to be saved and opened by the right program. */
const DOCUMENTS = new Set([
  'application/pdf',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'text/plain',
  'text/csv',
]);

const UNKNOWN = 'application/octet-stream';
/** The one parameter that players need, as WhatsApp writes it. */
const CODECS = /^; ?codecs="?[a-z0-9.,_-]{1,40}"?$/i;

/** The type a file is kept and served under; whatever is not on the lists is just bytes. */
export function safeMediaType(given: string | undefined): string {
  const { name, rest } = split(given);
  if (INLINE.has(name)) return CODECS.test(rest) ? name + rest : name;
  return DOCUMENTS.has(name) ? name : UNKNOWN;
}

export function isInline(type: string): boolean {
  return INLINE.has(split(type).name);
}

function split(type = ''): { name: string; rest: string } {
  const end = type.indexOf(';');
  const name = (end < 0 ? type : type.slice(0, end)).trim().toLowerCase();
  return { name, rest: end < 0 ? '' : type.slice(end).trim() };
}
