import type { ComponentChildren, JSX } from 'preact';

/** In place of a list that has nothing: what that means, and what to do. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Loading(): JSX.Element {
  return (
    <p class="empty quiet" role="status">
      Loading…
    </p>
  );
}
