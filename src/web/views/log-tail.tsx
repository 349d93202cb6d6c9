import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../state/api.ts';
import type { Logs } from '../state/api-types.ts';

const POLL_MS = 1_000;
/** What the page keeps of a log; the rest is at the API and on the executor. */
const KEPT_CHARACTERS = 400_000;

interface Tail {
  readonly attempt: number | undefined;
  readonly attempts: readonly number[];
  readonly text: string;
  readonly nextOffset: number;
}

const NOTHING: Tail = { attempt: undefined, attempts: [], text: '', nextOffset: 0 };

/** What an attempt printed, followed while the run is open, unless the reader has scrolled up. */
export function LogTail({ id, open }: { readonly id: string; readonly open: boolean }): JSX.Element {
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [tail, setTail] = useState<Tail>(NOTHING);
  const [round, setRound] = useState(0);
  const pane = useRef<HTMLPreElement>(null);
  const follows = useRef(true);

  useEffect(() => setTail(NOTHING), [id, chosen]);
  useEffect(() => {
    let wanted = true;
    api.logs(id, chosen, tail.attempt === undefined ? 0 : tail.nextOffset).then(
      (logs) => wanted && setTail((known) => append(known, logs)),
      () => undefined,
    );
    const timer = open ? setTimeout(() => setRound(round + 1), POLL_MS) : undefined;
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [id, chosen, open, round]);
  useEffect(() => {
    const element = pane.current;
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight;
  }, [tail.text]);

  const scrolled = (): void => {
    const element = pane.current;
    if (element !== null) follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
  };
  return (
    <section class="panel log" aria-label="Log">
      <header>
        <h2>Log</h2>
        {tail.attempts.length > 1 && (
          <select
            aria-label="Attempt"
            value={tail.attempt}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          >
            {tail.attempts.map((number) => (
              <option key={number} value={number}>
                Attempt {number}
              </option>
            ))}
          </select>
        )}
        <span class="quiet small">{open ? 'following' : ''}</span>
      </header>
      <pre ref={pane} tabIndex={0} onScroll={scrolled}>
        {tail.text === '' ? (
          <span class="quiet">Nothing printed{open ? ' yet' : ''}.</span>
        ) : (
          tail.text.trimEnd().split('\n').map(toLine)
        )}
      </pre>
    </section>
  );
}

function append(known: Tail, { attempt, attempts, text, nextOffset }: Logs): Tail {
  const before = known.attempt === attempt ? known.text : '';
  return { attempt, attempts, text: (before + text).slice(-KEPT_CHARACTERS), nextOffset };
}

function toLine(line: string, index: number): JSX.Element {
  const [, time, rest = line] = /^\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d\.\d{3})Z (.*)$/.exec(line) ?? [];
  const tone = /\b(ERROR|FATAL|Exception)\b/.test(rest)
    ? 'bad-text'
    : /\bWARN(ING)?\b/.test(rest)
      ? 'warn-text'
      : undefined;
  return (
    <div key={index} class={tone}>
      {time !== undefined && <span class="quiet">{time} </span>}
      {rest}
    </div>
  );
}
