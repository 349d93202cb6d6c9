/** A test file of a pipeline, with one case that says when it fires and what is to be expected. */
export function newTest(pipeline: string): string {
  return `# \`sluice test --update\` fills in what is so; docs/testing.md says what else can be expected.
pipeline: ${pipeline}
cases:
  - name: compiles without a finding
    expect:
      diagnostics: []
`;
}
