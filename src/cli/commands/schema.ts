import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../message/index.ts';
import { didYouMean } from '../../compiler/index.ts';
import { vscodeSettings, writeAuthorSchemas } from '../author-schemas.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import type { GlobalFlags } from '../terminal.ts';

const ENDING = '.schema.json';

/** Where the package keeps them in a repository that has installed it. */
const INSTALLED = 'node_modules/sluice/schemas';

/** Flags of `sluice schema`. */
interface SchemaFlags extends GlobalFlags {
  readonly out?: string;
  readonly vscode?: boolean;
}

/**
 * `sluice schema [NAME]`: a published JSON Schema as it is, or the names of all; JSON whatever `--output` says. `--out DIR`
 * writes those of what an author writes, `--vscode` prints the settings by which VS Code finds them there.
 */
export async function schemaCommand({ out, vscode, chdir }: SchemaFlags, [name]: string[]): Promise<number> {
  if (out !== undefined || vscode === true) {
    if (name !== undefined)
      throw new UsageError(say`\`--out\` and \`--vscode\` are for all schemas`, say`leave out \`${name}\``);
    const written = out === undefined ? [] : await writeAuthorSchemas(path.resolve(chdir ?? '.', out));
    const text = vscode === true ? JSON.stringify(vscodeSettings(out ?? INSTALLED), undefined, 2) : written.join('\n');
    process.stdout.write(`${text}\n`);
    return EXIT.done;
  }
  const files = await readdir(packageFile('schemas'));
  const names = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
  if (name === undefined) {
    process.stdout.write(`${names.sort().join('\n')}\n`);
    return EXIT.done;
  }
  if (!names.includes(name)) {
    const near = didYouMean(name, names);
    throw new UsageError(
      say`there is no schema \`${name}\``,
      near ? say`did you mean \`${near}\`?` : say`there are ${names.sort().join(', ')}`,
    );
  }
  process.stdout.write(await readFile(packageFile('schemas', `${name}${ENDING}`), 'utf8'));
  return EXIT.done;
}
