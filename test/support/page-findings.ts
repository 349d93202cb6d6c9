import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { compileProject, createSourceFile, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import { checkedVersion, checkJob, loadPlugins } from '../../src/import/index.ts';
import { catalogueOf, type Language } from '../../src/message/index.ts';
import { writeBaseProject } from './base-project.ts';
import { examplesIn, jobIn } from './page-examples.ts';
import { tempDir } from './temp-dir.ts';

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
  await writeBaseProject(folder.path, examplesIn(section));
  const environment = /`--env (\S+)`/.exec(section)?.[1] ?? 'default';
  // what policies say of a change: here everything is new
  if (/^policies:/m.test(section)) {
    const options = { environment, language };
    const { plan } = await makePlan(folder.path, nothingDeployed(folder.path, 'sqlite'), options, Date.UTC(2026, 2, 2));
    return plan.diagnostics;
  }
  return (await compileProject(folder.path, { environment, language })).diagnostics;
}
