/** A fire that is late by more than this was missed where its pipeline says nothing else (`misfireAfter`), in milliseconds. */
export const MISFIRE_AFTER_MS = 60_000;
