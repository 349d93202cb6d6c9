import { findFiles } from './find-files.ts';

/** How many definition files a project has, none of them read. */
export async function countDefinitions(root: string): Promise<number> {
  return (await findFiles(root)).definitions.length;
}
