import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../state/api.ts';
import type { Logs } from '../state/api-types.ts';

/** What the page keeps of a log; the rest is at the API and on the executor. */
const KEPT_CHARACTERS = 400_000;

const NOTHING: Logs = { attempt: 0, attempts: [], text: '' };

/** What an attempt printed, and what it prints while the run is open; a reader who has scrolled up stays there. */
export function LogTail({ id, open }: { readonly id: string; readonly open: boolean }): JSX.Element {
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [tail, setTail] = useState<Logs>(NOTHING);
  // a run that is over may be run once more, and its log goes on then
  const [life, setLife] = useState(0);
  const isTold = useRef(false);
  const pane = useRef<HTMLPreElement>(null);
  const follows = useRef(true);

  useEffect(() => {
    if (open && isTold.current) setLife((known) => known + 1);
  }, [open]);
  useEffect(() => {
    isTold.current = false;
    return api.followLogs(id, chosen, {
      begin: () => setTail(NOTHING),
      hear: (more) => setTail((known) => append(known, more)),
      end: () => void (isTold.current = true),
    });
  }, [id, chosen, life]);
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

function append(known: Logs, { attempt, attempts, text }: Logs): Logs {
  const before = known.attempt === attempt ? known.text : '';
  return { attempt, attempts, text: (before + text).slice(-KEPT_CHARACTERS) };
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
