import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { commands } from '#shared/protocol/commands/index.ts';
import { clientFrameSchema, commonFailureCodes, hostFrameSchema } from '#shared/protocol/frames.ts';
import { PROJECT } from '../project.ts';
import { readDocComments } from './doc-comments.ts';
import type { DocComments } from './doc-comments.ts';
import { sharedTypes } from './named-types.ts';
import { asSchema, toSchema, typeText } from './type-text.ts';

type Schema = ReturnType<typeof toSchema>;

/** Every frame, command and type of the protocol as Markdown, from the schemas and their comments. */
export function protocolReference(): string {
  const blocks = [
    '## Frames of a client',
    ...frames(clientFrameSchema),
    '## Frames of the host',
    ...frames(hostFrameSchema),
    '## Commands',
    `Besides its own failures any command may fail with ${codes(commonFailureCodes)}.`,
    ...Object.entries(commands).flatMap(([name, contract]) => command(name, contract)),
    '## Types',
    ...sharedTypes.flatMap(({ name, schema, file, key }) =>
      sharedType(name, toSchema(schema), commentsOf(file), key),
    ),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

const read = new Map<string, DocComments>();
function commentsOf(file: string): DocComments {
  const known = read.get(file) ?? readDocComments(join(PROJECT, file));
  read.set(file, known);
  return known;
}

const COMMANDS = 'shared/protocol/commands';
const commandFiles = readdirSync(join(PROJECT, COMMANDS)).sort();

function frames(union: z.ZodType): string[] {
  const comments = commentsOf('shared/protocol/frames.ts');
  const byName = Map.groupBy(members(toSchema(union)), (member) => literalOf(member, 't'));
  return [...byName].flatMap(([name, [first = {}, ...others]]) => [
    `### \`${name}\``,
    comments.get(`:${name}`) ?? '',
    fields(first, (field) => comments.get(`:${name}.${field}`)),
    ...others.flatMap((other) => [
      'or',
      fields(other, (field) => comments.get(`:${name}.${field}`)),
    ]),
  ]);
}

function command(name: string, contract: (typeof commands)[keyof typeof commands]): string[] {
  const all = commandFiles.map((file) => commentsOf(`${COMMANDS}/${file}`));
  const find = (path: string) => {
    for (const comments of all) {
      for (const [key, comment] of comments) {
        if (key === path || key.endsWith(`Commands.${path}`)) return comment;
      }
    }
    return undefined;
  };
  const { params, result, failures, repeatable, needs } = contract;
  return [
    `### \`${name}\``,
    find(name) ?? '',
    `Takes:`,
    fields(toSchema(params), (field) => find(`${name}.params.${field}`)),
    `Answers:`,
    fields(toSchema(result), (field) => find(`${name}.result.${field}`)),
    [
      failures.length > 0 ? `Its own failures: ${codes(failures)}.` : 'No failures of its own.',
      repeatable
        ? 'Safe to repeat after a lost connection.'
        : 'Not to be repeated when the answer was lost.',
      ...(needs === undefined ? [] : [`Refused (\`forbidden\`) without the right \`${needs}\`.`]),
    ].join(' '),
  ];
}

function sharedType(name: string, schema: Schema, comments: DocComments, key: string): string[] {
  const head = [`### ${name}`, comments.get(key) ?? ''];
  const alternatives = members(schema);
  if (schema.type === 'object') {
    return [...head, fields(schema, (field) => comments.get(`${key}.${field}`))];
  }
  if (!alternatives.some(({ type }) => type === 'object')) return [...head, sentence(schema)];
  return [...head, alternatives.map((member) => alternative(member, comments)).join('\n')];
}

/** One member of a union on one line: its literal first. */
function alternative(member: Schema, comments: DocComments): string {
  const [first = '', ...rest] = Object.keys(member.properties ?? {});
  const literal = literalOf(member, first);
  const others = rest.map((field) => {
    const comment = comments.get(`:${literal}.${field}`);
    return `\`${field}\`: ${typeOf(member, field)}${comment ? ` (${comment.replace(/\.$/, '')})` : ''}`;
  });
  const comment = comments.get(`:${literal}`);
  const head = `- \`${first}\`: ${typeOf(member, first)}`;
  return [head, ...others].join('; ') + (comment ? `. ${comment}` : '');
}

function fields(schema: Schema, commentOf: (field: string) => string | undefined): string {
  const names = Object.keys(schema.properties ?? {});
  if (names.length === 0) return '- nothing';
  return names
    .map((field) => {
      const comment = commentOf(field);
      const why = comment?.replaceAll('\n\n', ' ');
      return `- \`${field}\`: ${typeOf(schema, field)}${why ? `. ${why}` : ''}`;
    })
    .join('\n');
}

function sentence(schema: Schema): string {
  const text = typeText(schema);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const typeOf = (schema: Schema, field: string): string =>
  typeText(asSchema(schema.properties?.[field]));

/** The members of a union, those of unions within it included; of anything else, itself. */
function members(schema: Schema): Schema[] {
  const inner = schema.oneOf ?? schema.anyOf;
  return inner ? inner.flatMap((member) => members(asSchema(member))) : [schema];
}

function literalOf(schema: Schema, field: string): string {
  const { const: literal, enum: several } = asSchema(schema.properties?.[field]);
  return String(literal ?? several?.[0] ?? '');
}

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
