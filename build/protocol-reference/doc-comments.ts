import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The comments of one source file, by what they are about: `conversation.epoch`, `:hello.token`. */
export type DocComments = ReadonlyMap<string, string>;

/**
 * Reads the comments on schemas and their fields. A key is the constant's name without "Schema"
 * and the names below it; a member of a union is found by its literal after a colon.
 */
export function readDocComments(path: string): DocComments {
  const text = readFileSync(path, 'utf8');
  const comments = new Map<string, string>();
  const note = (key: string, node: ts.Node): void => {
    const comment = commentBefore(text, node);
    if (comment !== null) comments.set(key, comment);
  };
  const visit = (node: ts.Node, scope: string): void => {
    const inner = innerScope(node, scope);
    if (inner !== scope) note(inner, ts.isVariableDeclaration(node) ? node.parent.parent : node);
    node.forEachChild((child) => visit(child, inner));
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), '');
  return comments;
}

function innerScope(node: ts.Node, scope: string): string {
  if (ts.isVariableDeclaration(node)) return node.name.getText().replace(/Schema$/, '');
  if (ts.isPropertyAssignment(node)) return `${scope}.${propertyName(node)}`;
  const literal = discriminant(node);
  return literal === null ? scope : `:${literal}`;
}

function propertyName({ name }: ts.PropertyAssignment): string {
  return ts.isStringLiteral(name) ? name.text : name.getText();
}

/** The literal that tells a member of a union from the others: the first field of its object. */
function discriminant(node: ts.Node): string | null {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'z.object') return null;
  const [shape] = node.arguments;
  const first = shape && ts.isObjectLiteralExpression(shape) ? shape.properties[0] : undefined;
  if (!first || !ts.isPropertyAssignment(first)) return null;
  return /^z\.literal\('([^']+)'\)$/.exec(first.initializer.getText())?.[1] ?? null;
}

function commentBefore(text: string, node: ts.Node): string | null {
  const range = ts.getLeadingCommentRanges(text, node.getFullStart())?.at(-1);
  const comment = range ? text.slice(range.pos, range.end) : '';
  if (!comment.startsWith('/**')) return null;
  return comment
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .join('\n')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n');
}
