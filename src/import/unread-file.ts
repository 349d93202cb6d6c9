import { say, type Catalogue, type Message } from '../message/index.ts';
import { locateDiagnostics, makeDiagnostic, type Diagnostic } from '../compiler/diagnostics/index.ts';
import type { ImportedFile } from './import-result.ts';

/** The result of a file that could not be read. */
export function unreadFile(file: string, reason: Message, catalogue?: Catalogue): ImportedFile {
  const at = { file, path: [], part: 'value' } as const;
  const isEncoding = /utf-8/i.test(reason.template);
  const help = isEncoding
    ? say`save it as UTF-8, for example by \`iconv -f GBK -t UTF-8\``
    : say`give the file and its folders to the user who runs this`;
  return failedFile(
    file,
    [makeDiagnostic('SL0920', at, say`\`${file}\` cannot be read: ${reason}`, { help })],
    catalogue,
  );
}

/** The result of a job whose pipeline would be written over a file of another content. */
export function fileInTheWay(result: ImportedFile, file: string, catalogue?: Catalogue): ImportedFile {
  const at = { file: result.from, path: [], part: 'value' } as const;
  const found = makeDiagnostic('SL0924', at, say`\`${file}\` is there and says something else`, {
    notes: [say`it may have been edited since it was imported; nothing was written`],
    help: say`rename or delete it, or say \`--yes\` to write over it`,
  });
  return failedFile(result.from, [found], catalogue);
}

/** The result of a job whose pipeline, or a datasource of it, could not be written to `file`. */
export function unwrittenFile(
  result: ImportedFile,
  file: string,
  reason: Message,
  catalogue?: Catalogue,
): ImportedFile {
  const at = { file: result.from, path: [], part: 'value' } as const;
  const found = makeDiagnostic('SL0926', at, say`\`${file}\` cannot be written: ${reason}`, {
    notes: [say`no pipeline was made of this job; the other jobs are imported`],
    help: say`mend the place, and import again: what is written already stays as it is`,
  });
  return failedFile(result.from, [found], catalogue);
}

function failedFile(from: string, problems: readonly Diagnostic[], catalogue: Catalogue | undefined): ImportedFile {
  const diagnostics = locateDiagnostics(problems, () => undefined, catalogue);
  return { from, pipelines: [], status: 'failed', differences: [], diagnostics };
}
