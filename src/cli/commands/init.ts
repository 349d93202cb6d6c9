import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';

/** What the package ships as a project to start from: the same files that `npm start` runs. */
const TEMPLATE = ['sluice.yaml', 'pipelines', 'datasources', 'data', 'tests'] as const;

/** `sluice init [DIR]`: a small working project. Never writes over anything. */
export async function initCommand(flags: GlobalFlags, [given = '.']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const folder = path.resolve(flags.chdir ?? '.', given);
  await writeTemplate(folder);
  const shown = path.relative(process.cwd(), folder) || '.';
  terminal.emit({ formatVersion: '1.0', folder, files: [...TEMPLATE] });
  terminal.say(
    `made a project in ${shown}\n\nnext:\n${shown === '.' ? '' : `  cd ${shown}\n`}  npx sluice check\n  npx sluice test\n  npx sluice serve`,
  );
  return EXIT.done;
}

async function writeTemplate(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const standing = (await readdir(folder)).filter((name) => (TEMPLATE as readonly string[]).includes(name));
    if (standing.length > 0) {
      throw new UsageError(
        `${folder} already has ${standing.join(', ')}`,
        'name another folder: `sluice init my-project`',
      );
    }
    for (const name of TEMPLATE) {
      await cp(packageFile('dist', 'templates', 'demo', name), path.join(folder, name), { recursive: true });
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(
      `cannot write a project to ${folder}: ${reason}`,
      'name a folder that you may write',
      error,
    );
  }
}
