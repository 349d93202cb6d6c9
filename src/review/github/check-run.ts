import { createOnce } from '../create-once.ts';
import type { Annotation, ReviewStatus, StatusPlace } from '../forge.ts';
import type { ForgeHttp } from '../http/forge-http.ts';
import { listIn, textIn } from '../http/read-json.ts';
import type { ReviewClock } from '../review-clock.ts';

/** GitHub takes so many annotations in one request; a further request adds to them. */
const BATCH = 50;
/** A page with more is no help. */
const MOST_ANNOTATIONS = 500;
/** GitHub's limits, in characters. */
const LONGEST_SUMMARY = 65_535;
const LONGEST_MESSAGE = 16_000;
const LONGEST_TITLE = 255;

/** `action_required` keeps a merge back as `failure` does, and says that it is somebody's turn. */
const CONCLUSIONS = { passed: 'success', failed: 'failure', waiting: 'action_required' } as const;

/**
 * A completed check run with its annotations. Each attempt makes a new one, as annotations can be added to a run and
 * not taken away; GitHub shows the newest of a name.
 */
export async function setCheckRun(
  http: ForgeHttp,
  repo: string,
  status: ReviewStatus,
  clock: ReviewClock,
): Promise<StatusPlace> {
  const { name, head, title, attempt } = status;
  const summary = status.summary.slice(0, LONGEST_SUMMARY);
  const annotations = status.annotations.slice(0, MOST_ANNOTATIONS).map(annotationOf);
  const output = { title, summary, annotations: annotations.slice(0, BATCH) };
  const conclusion = CONCLUSIONS[status.state];
  const run = { name, head_sha: head, external_id: attempt, status: 'completed', conclusion, output };
  const id = await createOnce(
    clock,
    async () => textIn(await http.request('POST', `${repo}/check-runs`, run), 'id'),
    async () => {
      const path = `${repo}/commits/${head}/check-runs?check_name=${encodeURIComponent(name)}&filter=all&per_page=100`;
      const runs = listIn(await http.request('GET', path), 'check_runs');
      const found = runs.find((each) => textIn(each, 'external_id') === attempt);
      return found === undefined ? undefined : textIn(found, 'id');
    },
  );
  for (let from = BATCH; from < annotations.length; from += BATCH) {
    const batch = annotations.slice(from, from + BATCH);
    await http.request('PATCH', `${repo}/check-runs/${id}`, { output: { title, summary, annotations: batch } });
  }
  return { as: 'check', annotated: annotations.length };
}

function annotationOf({ path, start, end, level, title, message }: Annotation): object {
  const oneLine = start.line === end.line;
  return {
    path,
    start_line: start.line,
    end_line: end.line,
    // GitHub refuses columns of a range over several lines, and its end is inclusive
    ...(oneLine ? { start_column: start.column, end_column: Math.max(start.column, end.column - 1) } : {}),
    annotation_level: level === 'error' ? 'failure' : level === 'warning' ? 'warning' : 'notice',
    title: title.slice(0, LONGEST_TITLE),
    message: message.slice(0, LONGEST_MESSAGE),
  };
}
