import { readdir, readFile } from 'node:fs/promises';
import { didYouMean } from '../../compiler/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import type { GlobalFlags } from '../terminal.ts';

const ENDING = '.schema.json';

/** `sluice schema [NAME]`: a published JSON Schema as it is, or the names of all. It is JSON whatever `--output` says. */
export async function schemaCommand(_flags: GlobalFlags, [name]: string[]): Promise<number> {
  const files = await readdir(packageFile('schemas'));
  const names = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
  if (name === undefined) {
    process.stdout.write(`${names.sort().join('\n')}\n`);
    return EXIT.done;
  }
  if (!names.includes(name)) {
    const near = didYouMean(name, names);
    throw new UsageError(
      `there is no schema \`${name}\``,
      near ? `did you mean \`${near}\`?` : `there are ${names.sort().join(', ')}`,
    );
  }
  process.stdout.write(await readFile(packageFile('schemas', `${name}${ENDING}`), 'utf8'));
  return EXIT.done;
}
