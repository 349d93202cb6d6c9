import { readFile } from 'node:fs/promises';
import { DIAGNOSTIC_CODES, didYouMean } from '../../compiler/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';

/** `sluice explain CODE`: the code's page, as it is in docs/diagnostics. */
export async function explainCommand(flags: GlobalFlags, [given = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const code = given.toUpperCase();
  const entry = (DIAGNOSTIC_CODES as Readonly<Record<string, { readonly severity: string; readonly title: string }>>)[
    code
  ];
  if (!entry) {
    const near = didYouMean(code, Object.keys(DIAGNOSTIC_CODES));
    throw new UsageError(
      `no diagnostic has the code \`${given}\``,
      near ? `did you mean ${near}?` : 'codes look like SL0201',
    );
  }
  const text = await readFile(packageFile('docs', 'diagnostics', `${code}.md`), 'utf8');
  terminal.emit({ formatVersion: '1.0', code, ...entry, text });
  terminal.show(text.trimEnd());
  return EXIT.done;
}
