import type { FeedMode } from '../runtime/place.ts';

/** Files of a project with one pipeline, `feed`, that nothing starts but a person. */
export function localProject(project: string, mode: FeedMode): Readonly<Record<string, string>> {
  return {
    'sluice.yaml': `name: ${project}
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
`,
    'pipelines/feed.yaml': `name: feed
schedule: manual
retry: { attempts: 3, backoff: fixed, initial: 100ms }
engine: here
source:
  datasource: from
  table: feed_from
  columns: [{ name: id, type: bigint }, { name: note, type: string(40) }]
  incremental: { column: id }
sink: { datasource: to, table: feed_to, mode: ${mode}${mode === 'upsert' ? ', key: [id]' : ''} }
`,
  };
}
