import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jarFolder, repository } from './paths.mjs';
import { ensurePrograms } from './programs.mjs';
import { run } from './run-command.mjs';

const folders = ['kafka', 'flink', 'flink-1.11', 'flink-1.16', 'flink-lib', 'yarn', 'quartz-2.3', 'quartz-2.5'];
const poms = ['pom.xml', ...folders.map((folder) => `${folder}/pom.xml`)];

/** Digest of the pom files: the name of the jar set. */
export function jarDigest() {
  const hash = createHash('sha256');
  for (const pom of poms) hash.update(readFileSync(join(repository, 'stack', pom)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Folder with a sub-folder full of jars for each of the pom files. Maven is asked only when the pom files
 * have changed since the jars were copied: 17 s even with a warm local repository, nothing here.
 */
export async function jars(report, signal) {
  const folder = join(jarFolder, jarDigest());
  if (existsSync(folder)) return folder;
  const [maven] = await ensurePrograms(['mvn'], report);
  report('fetching the jars of Kafka, Flink and YARN with Maven (about 370 MB the first time)');
  mkdirSync(jarFolder, { recursive: true });
  // Copied beside and renamed: a killed copy, or two at once, never leave half a set under the final name.
  const partial = join(jarFolder, `partial-${randomUUID()}`);
  const goal = ['-f', join(repository, 'stack/pom.xml'), 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  const copy = () => run(maven, ['-B', '-q', ...goal, `-DoutputDirectory=${partial}/\${project.artifactId}`]);
  try {
    await copy().catch((error) => {
      if (signal.aborted) throw error;
      report(`trying once more: ${error.message}`);
      return copy();
    });
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
