import { z } from 'zod';
import { namedTypes } from './named-types.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** A schema as JSON Schema, with the named types in it as references. */
export function toSchema(schema: z.ZodType): Schema {
  const own = z.toJSONSchema(schema, { metadata: namedTypes, io: 'input' });
  // A named type itself comes as a reference to its definition.
  const name = nameOf(own);
  return name === null ? own : asSchema(own.$defs?.[name]);
}

/** A type in a few words, the way a person would write it down. */
export function typeText(schema: Schema): string {
  const text = kindText(schema);
  const usual = schema.default;
  return usual === undefined ? text : `${text} (left out: \`${JSON.stringify(usual)}\`)`;
}

function kindText(schema: Schema): string {
  const named = nameOf(schema);
  if (named !== null) return `[${named}](#${named.toLowerCase()})`;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  const members = schema.anyOf ?? schema.oneOf;
  if (members) return members.map((member) => typeText(asSchema(member))).join(' or ');
  return plainText(schema);
}

const nameOf = ({ $ref }: Schema): string | null =>
  /^#\/\$defs\/(.+)$/.exec($ref ?? '')?.[1] ?? null;

function plainText(schema: Schema): string {
  const types: unknown = schema.type;
  if (Array.isArray(types)) {
    return types.map((one: unknown) => plainText(asSchema({ ...schema, type: one }))).join(' or ');
  }
  switch (schema.type) {
    case 'string':
      return `text${limits(schema.minLength, schema.maxLength, 'characters')}`;
    case 'integer':
    case 'number':
      return `${schema.type}${limits(minimum(schema), safe(schema.maximum), '')}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `list of ${typeText(asSchema(schema.items))}${limits(schema.minItems, schema.maxItems, '')}`;
    case 'object':
      return objectText(schema);
    default:
      return 'anything';
  }
}

function objectText({ properties, additionalProperties }: Schema): string {
  const fields = Object.entries(properties ?? {});
  if (fields.length > 0) {
    return `{ ${fields.map(([name, type]) => `\`${name}\`: ${typeText(asSchema(type))}`).join('; ')} }`;
  }
  if (typeof additionalProperties !== 'object') return 'an empty object';
  return `an object with values of: ${typeText(asSchema(additionalProperties))}`;
}

function minimum({ minimum: least, exclusiveMinimum }: Schema): number | undefined {
  return typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : safe(least);
}

/** The ends of what JavaScript counts exactly say nothing about the field. */
function safe(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}

function limits(least: number | undefined, most: number | undefined, of: string): string {
  const words = of && ` ${of}`;
  if (least !== undefined && most !== undefined) return ` (${least} to ${most}${words})`;
  if (most !== undefined) return ` (at most ${most}${words})`;
  return least === undefined ? '' : ` (at least ${least}${words})`;
}

export function asSchema(schema: unknown): Schema {
  return typeof schema === 'object' ? { ...schema } : {};
}
