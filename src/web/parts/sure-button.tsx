import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';

const FORGET_MS = 4_000;

interface SureButtonProps {
  readonly label: string;
  /** Asked at the first press; the second one, within a few seconds, does it. */
  readonly question: string;
  readonly describe: string;
  readonly act: () => Promise<void>;
}

/** A button for what cannot be taken back: it asks once, in its own place, without a dialog in the way. */
export function SureButton({ label, question, describe, act }: SureButtonProps): JSX.Element {
  const [stage, setStage] = useState<'idle' | 'asking' | 'busy'>('idle');
  useEffect(() => {
    if (stage !== 'asking') return undefined;
    const timer = setTimeout(() => setStage('idle'), FORGET_MS);
    return () => clearTimeout(timer);
  }, [stage]);
  const press = (): void => {
    if (stage === 'idle') setStage('asking');
    if (stage !== 'asking') return;
    setStage('busy');
    void act().finally(() => setStage('idle'));
  };
  return (
    <button
      type="button"
      class={`button ${stage}`}
      aria-label={`${stage === 'asking' ? question : label} ${describe}`}
      disabled={stage === 'busy'}
      onClick={press}
      onBlur={() => stage === 'asking' && setStage('idle')}
    >
      {stage === 'idle' ? label : stage === 'asking' ? question : '…'}
    </button>
  );
}
