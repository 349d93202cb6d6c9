import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tokenQuestion } from '../state/token.ts';

/** Asks for the server's token where something is to be changed and none, or another, was given. */
export function TokenDialog(): JSX.Element | null {
  const question = tokenQuestion.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const [token, setToken] = useState('');
  useEffect(() => {
    setToken('');
    if (question !== undefined) dialog.current?.showModal();
  }, [question]);
  if (question === undefined) return null;
  return (
    <dialog ref={dialog} class="asked" aria-labelledby="token-question" onCancel={() => question.answer(undefined)}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (token !== '') question.answer(token);
        }}
      >
        <label id="token-question" for="token">
          {question.isRefused
            ? 'This is not the token of this server.'
            : 'Changing something takes the token of this server.'}
        </label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          placeholder="SLUICE_TOKEN"
          value={token}
          onInput={({ currentTarget }) => setToken(currentTarget.value)}
        />
        <div class="choices">
          <button type="button" class="button" onClick={() => question.answer(undefined)}>
            Give up
          </button>
          <button type="submit" class="button" disabled={token === ''}>
            Go on
          </button>
        </div>
      </form>
    </dialog>
  );
}
