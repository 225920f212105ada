import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { CompletionQuery } from './completion.svelte.ts';

type Named = Pick<Agent, 'id' | 'name'>;

/** A stretch of a note: plain, or the name of a colleague that it calls. */
export interface NotePiece {
  readonly text: string;
  readonly agentId: AgentId | null;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** The note in pieces; of two names that begin alike the longer one is meant. */
export function notePieces(text: string, agents: readonly Named[]): readonly NotePiece[] {
  const named = agents.toSorted((a, b) => b.name.length - a.name.length);
  const pieces: NotePiece[] = [];
  let plain = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (isWord(text[at - 1])) continue;
    const agent = named.find(({ name }) => isNameAt(text, at + 1, name));
    if (!agent) continue;
    if (at > plain) pieces.push({ text: text.slice(plain, at), agentId: null });
    plain = at + 1 + agent.name.length;
    pieces.push({ text: text.slice(at, plain), agentId: agent.id });
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain), agentId: null });
  return pieces;
}

function isNameAt(text: string, at: number, name: string): boolean {
  const said = text.slice(at, at + name.length);
  if (isWord(text[at + name.length])) return false;
  return said.toLocaleLowerCase() === name.toLocaleLowerCase();
}

/** Who is called by a note, each once. */
export function mentionsIn(text: string, agents: readonly Named[]): readonly AgentId[] {
  const ids = notePieces(text, agents).flatMap(({ agentId }) => agentId ?? []);
  return [...new Set(ids)];
}

const LONGEST_QUERY = 40;

/** A name that is being typed before the caret. */
export function mentionQuery(text: string, caret: number): CompletionQuery | null {
  const start = text.lastIndexOf('@', caret - 1);
  if (start < 0 || caret - start > LONGEST_QUERY || isWord(text[start - 1])) return null;
  const query = text.slice(start + 1, caret);
  return /[\n@]|^\s/.test(query) ? null : { start, text: query };
}

/** Whose name, or a part of it, begins like that; the first parts first. */
export function matchingColleagues<A extends Named>(
  query: string,
  agents: readonly A[],
): readonly A[] {
  const wanted = query.toLocaleLowerCase();
  const starts = ({ name }: Named) => name.toLocaleLowerCase().startsWith(wanted);
  const has = ({ name }: Named) =>
    name
      .toLocaleLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(wanted));
  return [...agents.filter(starts), ...agents.filter((agent) => !starts(agent) && has(agent))];
}

/** The text with the whole name, and where the caret is after it. */
export function withMention(
  text: string,
  { start }: CompletionQuery,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(caret);
  const gap = /^\s/.test(after) ? '' : ' ';
  const said = `${text.slice(0, start)}@${name}${gap}`;
  return { text: said + after, caret: said.length + (gap === '' ? 1 : 0) };
}
