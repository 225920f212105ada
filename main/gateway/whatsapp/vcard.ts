import type { ContactCard } from '#shared/domain/content-kinds.ts';

/** RFC 6350, 3.2: a line goes on in the next one when that begins with a space or a tab. */
const FOLD = /\r?\n[ \t]/g;

interface Property {
  readonly group: string;
  readonly name: string;
  /** Everything between name and value, upper-case: `TYPE=CELL`, `WAID=49…`. */
  readonly parameters: readonly string[];
  readonly value: string;
}

/**
 * What a vCard (2.1 to 4.0) says about a person: FN or N, ORG, TEL, EMAIL. The rest of it, pictures
 * above all, is left out. Null when it is no vCard or says nothing of these.
 */
export function parseVCard(text: string): ContactCard | null {
  if (!/^BEGIN:VCARD\s*$/im.test(text)) return null;
  const properties = text.replace(FOLD, '').split(/\r?\n/).flatMap(propertyOf);
  const all = (name: string) => properties.filter((property) => property.name === name);
  const first = (name: string) => all(name)[0]?.value;
  const structured = partsOf(first('N') ?? '', ';').filter(Boolean);
  const [family = '', given = '', ...others] = structured;
  const card = {
    name: cut(clean(first('FN') ?? '') || [given, ...others, family].join(' ').trim(), 200),
    organization: cut(
      partsOf(first('ORG') ?? '', ';')
        .filter(Boolean)
        .join(', '),
      200,
    ),
    phones: unique(all('TEL').flatMap((property) => phoneOf(property, properties))).slice(0, 30),
    emails: [...new Set(all('EMAIL').map(({ value }) => cut(clean(value), 254)))]
      .filter(Boolean)
      .slice(0, 30),
  };
  const isEmpty = card.name === '' && card.phones.length === 0 && card.emails.length === 0;
  return isEmpty ? null : card;
}

/** A vCard 3.0 as WhatsApp writes it: with the number's address, so that the receiver can write to it. */
export function formatVCard({ name, organization, phones, emails }: ContactCard): string {
  const shown = name || (phones[0]?.number ?? '');
  const numbers = phones.map(({ number, label }) => {
    const digits = number.startsWith('+') ? number.replace(/\D/g, '') : '';
    const address = digits === '' ? '' : `;waid=${digits}`;
    return `TEL;type=${typeOf(label)}${address}:${escaped(number)}`;
  });
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(shown)};;;`,
    `FN:${escaped(shown)}`,
    ...(organization === '' ? [] : [`ORG:${escaped(organization)}`]),
    ...numbers,
    ...emails.map((email) => `EMAIL:${escaped(email)}`),
    'END:VCARD',
  ].join('\n');
}

function propertyOf(line: string): Property[] {
  const match = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  if (match === null) return [];
  const [, group = '', name = '', parameters = '', value = ''] = match;
  const isQuoted = /ENCODING=QUOTED-PRINTABLE/i.test(parameters);
  return [
    {
      group: group.toUpperCase(),
      name: name.toUpperCase(),
      parameters: parameters.split(';').filter(Boolean),
      value: isQuoted ? fromQuotedPrintable(value) : value,
    },
  ];
}

function phoneOf({ group, parameters, value }: Property, all: readonly Property[]) {
  // vCard 4.0 may write a number as an address.
  const number = cut(clean(value).replace(/^tel:/i, ''), 60);
  if (number === '') return [];
  const labelled = all.find((each) => each.name === 'X-ABLABEL' && each.group === group);
  const own = group === '' ? undefined : labelled?.value.replace(/^_\$!<(.*)>!\$_$/, '$1');
  const types = parameters.flatMap((parameter) => {
    const [name = '', types] = parameter.split('=', 2);
    if (types === undefined) return [name];
    return name.toUpperCase() === 'TYPE' ? types.replaceAll('"', '').split(',') : [];
  });
  const type = types.find((each) => !/^(voice|pref|internet)$/i.test(each)) ?? '';
  return [{ number, label: cut(clean(own ?? type), 60) }];
}

/** Values escape commas, semicolons and line ends with a backslash. */
function partsOf(value: string, separator: string): string[] {
  return value.split(new RegExp(`(?<!\\\\)${separator}`)).map(clean);
}

function clean(value: string): string {
  return value
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;:\\])/g, '$1')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .trim();
}

function escaped(value: string): string {
  return value.replace(/[\\,;]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}

function typeOf(label: string): string {
  return /^[A-Za-z-]{1,20}$/.test(label) ? label.toUpperCase() : 'CELL';
}

function fromQuotedPrintable(value: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function unique<T extends { readonly number: string }>(phones: readonly T[]): T[] {
  return phones.filter((phone, n) => phones.findIndex((p) => p.number === phone.number) === n);
}

function cut(text: string, most: number): string {
  return text.slice(0, most);
}
