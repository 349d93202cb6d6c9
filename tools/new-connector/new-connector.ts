import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connectorFiles } from './connector-files.ts';
import { connectorsInList, withConnectorLine } from './connector-line.ts';

/** Names are folders, words of a pipeline file, and the beginning of a plugin's name. */
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const LIST = 'src/compiler/connectors/index.ts';

/** The files that were written, or why a connector of this name cannot be made. */
export type NewConnector = { readonly refused: string } | { readonly written: readonly string[] };

/** Makes the folder, the golden inputs and the line of a new connector in the project at `root`. Writes over nothing. */
export async function newConnector(root: string, name: string | undefined): Promise<NewConnector> {
  if (name === undefined || !NAME.test(name))
    return { refused: 'give a name in lower-case letters and digits, as in `npm run new:connector -- tidb`' };
  const list = await readFile(path.join(root, LIST), 'utf8');
  if (connectorsInList(list).includes(name)) return { refused: `there is a connector \`${name}\` already` };
  const files = connectorFiles(name);
  const standing = [...files.keys()].find((file) => existsSync(path.join(root, file)));
  if (standing !== undefined) return { refused: `${standing} exists already` };
  for (const [file, text] of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  await writeFile(path.join(root, LIST), withConnectorLine(list, name));
  return { written: [...files.keys(), LIST] };
}
