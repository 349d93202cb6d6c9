import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileList } from './file-list.ts';
import type { Finding } from './finding.ts';
import { type SourceModule, sourceModule } from './source-module.ts';
import { isNode, type SyntaxNode } from './syntax-tree.ts';

const door = /^src\/([^/]+\/)?index\.ts$/;

/** Exports that a door hands out and that have no doc comment where they are declared. */
export function docFindings(root: string): Finding[] {
  const modules = new Map<string, SourceModule>();
  const read = (file: string): SourceModule | undefined => {
    if (!modules.has(file) && existsSync(join(root, file))) modules.set(file, sourceModule(root, file));
    return modules.get(file);
  };
  const findings = new Map<string, Finding>();
  for (const file of fileList(root).filter((name) => door.test(name))) {
    for (const found of undocumented(file, undefined, read, new Set())) {
      findings.set(`${found.file}:${found.line} ${found.message}`, found);
    }
  }
  return [...findings.values()];
}

type Read = (file: string) => SourceModule | undefined;

/** `wanted`: the names asked for, by the module's own names; undefined for all. */
function undocumented(file: string, wanted: Set<string> | undefined, read: Read, seen: Set<string>): Finding[] {
  const key = `${file} ${wanted === undefined ? '*' : [...wanted].toSorted().join()}`;
  const module = read(file);
  if (module === undefined || seen.has(key)) return [];
  seen.add(key);
  const follow = (source: unknown, names: Set<string> | undefined): Finding[] => {
    const specifier = isNode(source) ? String(source['value']) : '';
    if (!specifier.startsWith('.')) return [];
    return undocumented(posix.join(posix.dirname(file), specifier), names, read, seen);
  };
  return statements(module).flatMap((statement) => {
    if (statement.type === 'ExportAllDeclaration') return follow(statement['source'], wanted);
    if (statement.type !== 'ExportNamedDeclaration') return [];
    if (isNode(statement['source'])) return follow(statement['source'], localNames(statement, wanted));
    if (isNode(statement['declaration'])) return declared(module, statement, statement['declaration'], wanted);
    return exportedLater(module, localNames(statement, wanted), follow);
  });
}

function statements({ program }: SourceModule): SyntaxNode[] {
  const body: readonly unknown[] = program.body;
  return body.filter(isNode);
}

/** Names of `export { a as b }` as the module they come from calls them, as far as they are wanted. */
function localNames(statement: SyntaxNode, wanted: Set<string> | undefined): Set<string> {
  const specifiers = Array.isArray(statement['specifiers']) ? statement['specifiers'].filter(isNode) : [];
  const chosen = specifiers.filter((one) => wanted === undefined || wanted.has(nameOf(one['exported'])));
  return new Set(chosen.map((one) => nameOf(one['local'])));
}

const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value']) : '');

/** `export { a }` of something declared or imported in the same file. */
function exportedLater(
  module: SourceModule,
  names: Set<string>,
  follow: (source: unknown, names: Set<string>) => Finding[],
): Finding[] {
  return statements(module).flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return declared(module, statement, statement, names);
    const specifiers = Array.isArray(statement['specifiers']) ? statement['specifiers'].filter(isNode) : [];
    const imported = specifiers.filter((one) => names.has(nameOf(one['local']))).map((one) => nameOf(one['imported']));
    return imported.length === 0 ? [] : follow(statement['source'], new Set(imported));
  });
}

/** `statement` is where the comment stands before: the export around the declaration, or the declaration itself. */
function declared(
  module: SourceModule,
  statement: SyntaxNode,
  declaration: SyntaxNode,
  wanted: Set<string> | undefined,
): Finding[] {
  const names = declaredNames(declaration).filter((name) => wanted === undefined || wanted.has(name));
  if (names.length === 0 || hasDocComment(module, statement) || isOverload(module, statement, names)) return [];
  const line = module.lineAt(statement.start);
  return names.map((name) => ({ file: module.file, line, message: `exports ${name} without a doc comment` }));
}

function declaredNames(declaration: SyntaxNode): string[] {
  if (declaration.type !== 'VariableDeclaration') return isNode(declaration['id']) ? [nameOf(declaration['id'])] : [];
  const declarators = Array.isArray(declaration['declarations']) ? declaration['declarations'].filter(isNode) : [];
  return declarators.map((one) => nameOf(one['id']));
}

function hasDocComment({ comments, text }: SourceModule, { start }: SyntaxNode): boolean {
  return comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= start &&
      text.slice(comment.end, start).trim() === '',
  );
}

/** The comment of a function with several signatures, or of a type and a value of one name, stands at the first. */
function isOverload(module: SourceModule, statement: SyntaxNode, names: string[]): boolean {
  const earlier = statements(module).filter((one) => one.start < statement.start && hasDocComment(module, one));
  return earlier.some((one) => {
    const declaration = isNode(one['declaration']) ? one['declaration'] : one;
    return names.every((name) => declaredNames(declaration).includes(name));
  });
}
