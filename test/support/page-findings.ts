import { rm } from 'node:fs/promises';
import path from 'node:path';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { compileProject, createSourceFile, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { checkedVersion, checkJob, loadPlugins } from '../../src/import/index.ts';
import { catalogueOf, type Language } from '../../src/message/index.ts';
import { writeBaseProject } from './base-project.ts';
import { commitAll } from './git-repository.ts';
import { examplesIn, jobIn } from './page-examples.ts';
import { tempDir } from './temp-dir.ts';

/** After the name of a file that the base has, and the change takes out. */
const TAKEN_OUT = / \(taken out\)$/;

/** What is found in the examples of a section of a page of docs/diagnostics: job files, or files of a project. */
export async function findingsOfPage(section: string, language: Language): Promise<readonly LocatedDiagnostic[]> {
  const job = jobIn(section);
  if (job !== undefined) {
    const version = checkedVersion(job.engine, job.version);
    if (version === undefined) throw new Error(`${job.engine} ${job.version} is not checked`);
    const source = createSourceFile('job.json', job.text);
    return checkJob(source, job.engine, version, await loadPlugins(job.engine), await catalogueOf(language));
  }
  await using folder = await tempDir();
  const examples = Object.entries(examplesIn(section));
  const files = examples.map(([file, text]) => [file.replace(TAKEN_OUT, ''), text]);
  await writeBaseProject(folder.path, Object.fromEntries(files));
  const environment = /`--env (\S+)`/.exec(section)?.[1] ?? 'default';
  // what policies say of a change: everything is new, or something is taken out
  if (/^policies:/m.test(section)) {
    const gone = examples.filter(([file]) => TAKEN_OUT.test(file));
    if (gone.length > 0) await commitAll(folder.path, 'base');
    for (const [file] of gone) await rm(path.join(folder.path, file.replace(TAKEN_OUT, '')));
    const base = gone.length > 0 ? commitBase(folder.path, 'HEAD') : nothingDeployed(folder.path, 'sqlite');
    const { plan } = await makePlan(folder.path, base, { environment, language }, Date.UTC(2026, 2, 2));
    return plan.diagnostics;
  }
  return (await compileProject(folder.path, { environment, language })).diagnostics;
}
