/** Bytes of a plan in Markdown: under the 65,536 characters of a comment on GitHub, with room for what is put around it. */
export const MAX_BYTES = 60_000;
