import type { ComponentChildren, JSX } from 'preact';
import { formatBytes, formatCount, formatDuration } from '../format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { ClockTime } from '../parts/time.tsx';
import type { Attempt, Run } from '../state/api-types.ts';

/** What a run was given, did and counted. */
export function RunFacts({ run }: { readonly run: Run }): JSX.Element {
  const values = Object.entries(run.values);
  const parameters = Object.entries(run.parameters);
  const { rowsRead, rowsWritten, rowsRefused, bytesRead, bytesWritten } = run.metrics;
  return (
    <>
      <section class="panel figures" aria-label="Counters">
        <Figure name="Rows read" value={rowsRead} bytes={bytesRead} />
        <Figure name="Rows written" value={rowsWritten} bytes={bytesWritten} />
        <Figure name="Rows refused" value={rowsRefused} bad />
      </section>
      <section class="panel facts" aria-label="Facts">
        <dl>
          {values.map(([name, value]) => (
            <Fact key={name} name={<code>{name}</code>}>
              <code>{value}</code>
            </Fact>
          ))}
          {parameters.map(([name, value]) => (
            <Fact key={name} name={`parameter ${name}`}>
              <code>{value}</code>
            </Fact>
          ))}
          {(run.cursorBefore !== null || run.cursorAfter !== null) && (
            <Fact name="cursor">
              <code>{run.cursorBefore ?? 'none'}</code> → <code>{run.cursorAfter ?? 'unchanged'}</code>
            </Fact>
          )}
          <Fact name="asked for by">{run.trigger}</Fact>
          <Fact name="run">
            <code>{run.id}</code>
          </Fact>
          <Fact name="artefact">
            <code title={run.artefactDigest}>{run.artefactDigest.slice(0, 19)}</code>
          </Fact>
        </dl>
      </section>
      <Attempts attempts={run.attempts} />
    </>
  );
}

function Figure({
  name,
  value,
  bytes,
  bad,
}: {
  readonly name: string;
  readonly value: number | undefined;
  readonly bytes?: number | undefined;
  readonly bad?: boolean;
}): JSX.Element {
  return (
    <div>
      <span class="quiet small">{name}</span>
      <span class={`figure ${bad === true && (value ?? 0) > 0 ? 'bad-text' : ''}`}>
        {value === undefined ? '–' : formatCount(value)}
      </span>
      {bytes !== undefined && <span class="quiet small">{formatBytes(bytes)}</span>}
    </div>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }): JSX.Element | null {
  if (attempts.length === 0) return null;
  return (
    <section class="panel" aria-label="Attempts">
      <table class="table">
        <thead>
          <tr>
            <th>Attempt</th>
            <th>State</th>
            <th>Started</th>
            <th class="right">Took</th>
            <th>Executor</th>
            <th>Engine's id</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <tr key={attempt.number} title={attempt.reason?.message}>
              <td class="number">{attempt.number}</td>
              <td>
                <StateMark state={attempt.state} />
              </td>
              <td>
                <ClockTime at={attempt.startedAt} />
              </td>
              <td class="right number">
                {attempt.finishedAt === null
                  ? '–'
                  : formatDuration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt))}
              </td>
              <td>{attempt.executor}</td>
              <td>
                <code class="clip" title={attempt.engineId}>
                  {attempt.engineId}
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
