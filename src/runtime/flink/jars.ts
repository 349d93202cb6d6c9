import type { HttpJson } from './http-json.ts';
import { errorText, refusal } from './refusal.ts';
import { readShape } from './shape.ts';

/** A jar that a cluster holds. */
export interface ClusterJar {
  readonly id: string;
  /** The file name that it was uploaded under. */
  readonly name: string;
}

/** A program of a jar, to be run as one job. */
export interface JarRun {
  readonly entryClass: string;
  readonly programArguments: readonly string[];
  /** 32 hexadecimal digits. */
  readonly jobId: string;
}

/** What became of a run. `refused`: the program's own fault, with the whole Java stack, which may hold what it was given. */
export type JarRunAnswer =
  | { readonly kind: 'started'; readonly jobId: string }
  | { readonly kind: 'jar-missing' }
  | { readonly kind: 'refused'; readonly stack: string };

/** A merged jar has 200 MB and more; the way to the cluster may be slow. */
const UPLOAD_TIMEOUT_MS = 600_000;
/** The program's main method runs before the answer: it loads plugins and asks databases. */
const RUN_TIMEOUT_MS = 300_000;

/** GET /jars: newest first. */
export async function listJars(http: HttpJson): Promise<readonly ClusterJar[]> {
  const answer = await http.request('GET', '/jars');
  if (answer.status !== 200) throw refusal('GET /jars', answer);
  const jars = readShape(answer.body, 'GET /jars').list('files');
  return jars.map((jar) => ({ id: jar.string('id'), name: jar.string('name') }));
}

/** POST /jars/upload. @returns the id: the last part of the path that the cluster tells. */
export async function uploadJar(http: HttpJson, name: string, content: Blob): Promise<string> {
  const form = new FormData();
  form.set('jarfile', content, name);
  const answer = await http.request('POST', '/jars/upload', { body: form, timeoutMs: UPLOAD_TIMEOUT_MS });
  if (answer.status !== 200) throw refusal('POST /jars/upload', answer);
  const path = readShape(answer.body, 'POST /jars/upload').string('filename');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** POST /jars/:id/run. No other fields: 1.11 to 1.16 refuse a request with one that they do not know. */
export async function runJar(http: HttpJson, jarId: string, run: JarRun): Promise<JarRunAnswer> {
  const body = { entryClass: run.entryClass, programArgsList: run.programArguments, jobId: run.jobId };
  const path = `/jars/${encodeURIComponent(jarId)}/run`;
  const answer = await http.request('POST', path, { body, timeoutMs: RUN_TIMEOUT_MS });
  if (answer.status === 200) {
    return { kind: 'started', jobId: readShape(answer.body, 'POST /jars/:id/run').string('jobid') };
  }
  const stack = errorText(answer);
  if (/jar file \S+ does not exist/i.test(stack)) return { kind: 'jar-missing' };
  if (answer.status === 400 && stack !== '') return { kind: 'refused', stack };
  throw refusal('POST /jars/:id/run', answer);
}
