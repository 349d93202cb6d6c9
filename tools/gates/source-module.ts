import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

type Parsed = ReturnType<typeof parseSync>;

/** One `import`, `export ... from` or `import()` of a module. */
export interface ImportedModule {
  readonly specifier: string;
  readonly line: number;
  /** True where nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

/** A parsed source file. `program` is its ESTree with TypeScript nodes; spans are UTF-16 offsets. */
export interface SourceModule {
  readonly file: string;
  readonly text: string;
  readonly program: Parsed['program'];
  readonly comments: Parsed['comments'];
  readonly imports: readonly ImportedModule[];
  lineAt(offset: number): number;
}

/** Parses `file` (relative to `root`); a file that does not parse throws: the type check reports it better. */
export function sourceModule(root: string, file: string): SourceModule {
  const text = readFileSync(join(root, file), 'utf8');
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  return {
    file,
    text,
    program: parsed.program,
    comments: parsed.comments,
    imports: importsOf(parsed, text, lineAt),
    lineAt,
  };
}

function importsOf(parsed: Parsed, text: string, lineAt: (offset: number) => number): ImportedModule[] {
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const imports = staticImports.map(({ start, moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    line: lineAt(start),
    // No entries: `import 'x'`, which is there for its effect.
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const exports = staticExports.flatMap(({ start, entries }) => {
    const from = entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest;
    if (from === null || from === undefined) return [];
    return [{ specifier: from.value, line: lineAt(start), typeOnly: entries.every((entry) => entry.isType) }];
  });
  const dynamic = dynamicImports.flatMap(({ start, moduleRequest }) => {
    const literal = /^(['"])(.*)\1$/s.exec(text.slice(moduleRequest.start, moduleRequest.end));
    const specifier = literal?.[2];
    return specifier === undefined ? [] : [{ specifier, line: lineAt(start), typeOnly: false }];
  });
  return [...imports, ...exports, ...dynamic];
}
