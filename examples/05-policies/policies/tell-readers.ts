import { definePolicy } from 'sluice';

// Whoever breaks what others read tells them; a warning, as the plan cannot know whether they did.
export default definePolicy(({ changes }) =>
  changes.flatMap(({ pipeline, downstream }) =>
    downstream
      .filter(({ breaking }) => breaking)
      .map((reader) => ({
        pipeline,
        message: `tell who owns ${reader.pipeline}: ${reader.effect.split(';')[0]}`,
        severity: 'warning',
      })),
  ),
);
