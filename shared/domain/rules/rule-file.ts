import { labelKey } from '../labels.ts';
import { RULE_LIMITS } from './limits.ts';
import { RULE_FORMAT, ruleSchema } from './rule.ts';
import type { Rule } from './rule.ts';

const KIND = 'deskline-rules';

type Named = readonly { readonly id: number; readonly name: string }[];

/** What a file calls the office's own things: ids mean nothing in another office. */
export interface NamesForRules {
  readonly tags: Named;
  readonly agents: Named;
  readonly outcomes: Named;
}

/** What is wrong with a file. `rule`: its place, the first is 1; null: the file as a whole. */
export interface RuleFileProblem {
  readonly rule: number | null;
  readonly field: string;
  readonly code: 'too-large' | 'not-json' | 'not-rules' | 'newer-format' | 'value';
  readonly detail: string;
}

/** A name in a file that the office does not know. */
export interface MissingName {
  readonly kind: keyof NamesForRules;
  readonly name: string;
}

/** By `missingKey`: what is meant by a name that the office does not know; null: it is left out. */
export type NameChoices = ReadonlyMap<string, number | null>;

export type ReadRules =
  | {
      readonly ok: true;
      readonly rules: readonly Rule[];
      /** Names that nothing was chosen for yet. */
      readonly missing: readonly MissingName[];
    }
  | { readonly ok: false; readonly problems: readonly RuleFileProblem[] };

export function missingKey({ kind, name }: MissingName): string {
  return `${kind} ${labelKey(name)}`;
}

/** How the office's own things are called in a rule and in a file. */
const REFERENCES = [
  { id: 'tagId', name: 'tag', kind: 'tags' },
  { id: 'agentId', name: 'agent', kind: 'agents' },
  { id: 'agentIds', name: 'agents', kind: 'agents' },
  { id: 'outcomeId', name: 'outcome', kind: 'outcomes' },
] as const;

/** Rules as a file that another office can read. */
export function rulesToFile(rules: readonly Rule[], names: NamesForRules): string {
  const named = rules.map((rule) => withNames(rule, names));
  return `${JSON.stringify({ kind: KIND, format: RULE_FORMAT, rules: named }, null, 2)}\n`;
}

export function withNames(value: unknown, names: NamesForRules): unknown {
  if (Array.isArray(value)) return value.map((each) => withNames(each, names));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    const reference = REFERENCES.find(({ id }) => id === key);
    if (reference === undefined) return [key, withNames(part, names)];
    const nameOf = (id: unknown) =>
      names[reference.kind].find((each) => each.id === id)?.name ?? null;
    const named = Array.isArray(part)
      ? part.map(nameOf).filter((name) => name !== null)
      : nameOf(part);
    return [reference.name, named];
  });
  return Object.fromEntries(entries) as unknown;
}

/** Reads a file, or says what is wrong in it and where. They are off, so that somebody looks first. */
export function rulesFromFile(
  text: string,
  names: NamesForRules,
  choices: NameChoices = new Map(),
): ReadRules {
  if (text.length > RULE_LIMITS.fileLength) {
    return failed('too-large', String(RULE_LIMITS.fileLength));
  }
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return failed('not-json', error instanceof Error ? error.message : '');
  }
  if (!isRecord(file) || file['kind'] !== KIND || !Array.isArray(file['rules'])) {
    return failed('not-rules', KIND);
  }
  if (file['format'] !== RULE_FORMAT) return failed('newer-format', String(file['format']));
  return rulesFromNamed(file['rules'], names, choices);
}

/** The same of what a file has under `rules`. */
export function rulesFromNamed(
  named: readonly unknown[],
  names: NamesForRules,
  choices: NameChoices = new Map(),
): ReadRules {
  const missing = new Map<string, MissingName>();
  const idOf = (kind: keyof NamesForRules, name: unknown): number | null => {
    if (typeof name !== 'string') return null;
    const known = names[kind].find((each) => labelKey(each.name) === labelKey(name));
    if (known !== undefined) return known.id;
    const key = missingKey({ kind, name });
    const chosen = choices.get(key);
    if (chosen === undefined) missing.set(key, { kind, name });
    return chosen ?? null;
  };
  const problems: RuleFileProblem[] = [];
  const rules = named.flatMap((each, index) => {
    const parsed = ruleSchema.safeParse(withIds(each, idOf));
    if (parsed.success) return [{ ...parsed.data, isOn: false }];
    problems.push(
      ...parsed.error.issues.map(({ path, message }) => ({
        rule: index + 1,
        field: path.map(String).join('.'),
        code: 'value' as const,
        detail: message,
      })),
    );
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, rules, missing: [...missing.values()] };
}

type IdOf = (kind: keyof NamesForRules, name: unknown) => number | null;

function withIds(value: unknown, idOf: IdOf): unknown {
  if (Array.isArray(value)) return value.map((each) => withIds(each, idOf));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    const reference = REFERENCES.find(({ name }) => name === key);
    if (reference === undefined) return [key, withIds(part, idOf)];
    const { kind, id } = reference;
    const known = Array.isArray(part)
      ? [...new Set(part.map((name) => idOf(kind, name)))].filter((each) => each !== null)
      : idOf(kind, part);
    return [id, known];
  });
  return Object.fromEntries(entries) as unknown;
}

function failed(code: RuleFileProblem['code'], detail: string): ReadRules {
  return { ok: false, problems: [{ rule: null, field: '', code, detail }] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
