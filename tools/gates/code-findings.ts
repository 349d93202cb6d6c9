import { isTest } from './file-list.ts';
import type { Finding } from './finding.ts';
import { liesIn } from './import-table.ts';
import type { SourceModule } from './source-module.ts';
import { dottedName, nodesOf, type SyntaxNode } from './syntax-tree.ts';

const ambient = new Set(['Date.now', 'Math.random', 'performance.now', 'setTimeout', 'setInterval']);

/** Constructs that a folder does without. Tests beside the sources are free in this. */
export function codeFindings(module: SourceModule): Finding[] {
  const { file } = module;
  if (isTest(file)) return [];
  const rules = ruleList.filter((rule) => rule.applies(file));
  if (rules.length === 0) return [];
  return [...nodesOf(module)].flatMap((node) =>
    rules.flatMap((rule) => {
      const message = rule.refuses(node);
      return message === undefined ? [] : [{ file, line: module.lineAt(node.start), message }];
    }),
  );
}

interface CodeRule {
  applies(file: string): boolean;
  refuses(node: SyntaxNode): string | undefined;
}

const ruleList: readonly CodeRule[] = [
  {
    applies: (file) => !file.endsWith('.config.ts'),
    refuses: (node) =>
      node.type === 'ExportDefaultDeclaration' ? 'has a default export: export it by its name' : undefined,
  },
  {
    applies: (file) => liesIn(file, 'src/runtime') || liesIn(file, 'src/server'),
    refuses: (node) =>
      node.type === 'NewExpression' && dottedName(node['callee']) === 'Error'
        ? 'makes a plain Error: failures of the runtime are an OperatingError with a code'
        : undefined,
  },
  {
    applies: (file) => ['check', 'lower', 'syntax'].some((room) => liesIn(file, `src/compiler/${room}`)),
    refuses: (node) =>
      node.type === 'ThrowStatement' ? "throws: a user's mistake is a Diagnostic, returned as a value" : undefined,
  },
  {
    applies: (file) =>
      liesIn(file, 'src/runtime') && !liesIn(file, 'src/runtime/observe') && !/clock[^/]*\.ts$/.test(file),
    refuses: (node) => {
      const name = ambientName(node);
      return name === undefined ? undefined : `uses ${name}: ask the Clock or Random port`;
    },
  },
];

function ambientName(node: SyntaxNode): string | undefined {
  if (node.type === 'NewExpression' && dottedName(node['callee']) === 'Date') {
    return Array.isArray(node['arguments']) && node['arguments'].length === 0 ? 'new Date()' : undefined;
  }
  // Also where it is only handed on: `{ now: Date.now }`.
  const name = node.type === 'MemberExpression' ? dottedName(node) : undefined;
  if (name !== undefined && ambient.has(name)) return name;
  const callee = node.type === 'CallExpression' ? dottedName(node['callee']) : undefined;
  return callee !== undefined && !callee.includes('.') && ambient.has(callee) ? callee : undefined;
}
