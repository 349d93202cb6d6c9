/** How the page of a plan looks: light and dark by the reader's setting, and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #fff; --fore: #1f2328; --soft: #59636e; --line: #d1d9e0; --card: #f6f8fa;
  --plus: #116329; --plus-back: #dafbe1; --minus: #a40e26; --minus-back: #ffebe9;
  --red: #a40e26; --amber: #8a4600; --blue: #0550ae; --violet: #6639ba; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --fore: #e6edf3; --soft: #9198a1; --line: #3d444d;
  --card: #151b23; --plus: #7ee787; --plus-back: #12261e; --minus: #ffa198; --minus-back: #25171c;
  --red: #ff7b72; --amber: #e3b341; --blue: #79c0ff; --violet: #d2a8ff; } }
* { box-sizing: border-box; }
body { overflow-wrap: break-word; margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--back); color: var(--fore);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 0; overflow-wrap: anywhere; }
h3 { font-size: .8rem; margin: 1.2rem 0 .3rem; color: var(--soft); }
.from { color: var(--soft); margin: .2rem 0 1rem; }
.counts { font-size: 1.1rem; font-weight: 600; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .87em; }
code { overflow-wrap: anywhere; }
a { color: var(--blue); }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 1rem 0; }
input[type=search] { flex: 1 1 14rem; font: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--back); color: inherit; }
label { white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; font-size: .87em; }
td:has(> a) { min-width: 14rem; }
td.owner { min-width: 8rem; overflow-wrap: anywhere; }
td.action { white-space: nowrap; }
td.place { min-width: 12rem; }
.body table { width: auto; }
.body td { padding-right: 1.5rem; }
td.when { white-space: nowrap; font-variant-numeric: tabular-nums; }
.destructive, .state-breaking, .error, .breaks { color: var(--red); font-weight: 600; }
.data-affecting, .warning { color: var(--amber); font-weight: 600; }
.schedule { color: var(--blue); }
.resource { color: var(--violet); }
.cosmetic { color: var(--soft); }
details { border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; background: var(--card); }
summary { cursor: pointer; padding: .5rem .8rem; overflow-wrap: anywhere; }
.body { padding: 0 .8rem .8rem; border-top: 1px solid var(--line); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin: .2rem 0 .8rem; }
.pair pre { margin: 0; padding: .4rem .6rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
.was { background: var(--minus-back); color: var(--minus); }
.is { background: var(--plus-back); color: var(--plus); }
.none { background: none; color: var(--soft); border: 1px dashed var(--line); }
.reason { color: var(--soft); }
svg { display: block; max-width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: var(--fore); }
svg .soft { fill: var(--soft); }
svg .axis { stroke: var(--line); }
svg .mark-was { fill: var(--minus); }
svg .mark-is { fill: var(--plus); }
svg .mark-both { fill: var(--soft); }
svg .box { fill: var(--back); stroke: var(--line); }
svg .box-breaks { fill: var(--minus-back); stroke: var(--red); }
svg .edge { stroke: var(--soft); fill: none; }
[hidden] { display: none; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } td.place { min-width: 0; } .body td { font-size: .85em; padding-right: .6rem; } }
@media print { .filter { display: none; } details { break-inside: avoid; } body { max-width: none; } }
`;
