"""How the report looks, on a screen and on paper."""

STYLE = """
:root { --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d0d7de; --tint: #f6f8fa; --bar: #2f6f9f;
  --rest: #e3e8ee;
  --warn: #fff4d6; --warn-ink: #4d3800; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0f141a; --line: #30363d;
  --tint: #171d25; --bar: #6cb2e4; --rest: #2a323c; --warn: #3a2f10; --warn-ink: #f3dfa4; --link: #7cc0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 76rem; color: var(--ink);
  background: var(--paper);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; } .beside h3 { font-size: .9rem; margin: .5rem 0 .25rem; }
a { color: var(--link); } .lead { color: var(--soft); margin: .25rem 0 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: .6rem 0; margin: 0; list-style: none;
  border-block: 1px solid var(--line); }
section { scroll-margin-top: 1rem; } p, li { max-width: 70ch; } ul { padding-left: 1.2rem; margin: .3rem 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0; }
.cards div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .75rem .9rem;
  background: var(--tint);
  border: 1px solid var(--line); border-radius: 6px; }
.cards dt { color: var(--soft); font-size: .85rem; line-height: 1.3; } .cards dd { margin: 0; font-size: 1.7rem;
  font-weight: 600; }
figure { margin: 0 0 1rem; } .labs { display: grid; gap: 0 1.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); } .still .chart { max-width: 32rem; }
figcaption { color: var(--soft); font-size: .85rem; } .chart { width: 100%;
  max-width: 44rem; height: auto; }
.chart text { fill: var(--ink); font-size: 12px; text-anchor: middle; } .chart .label { fill: var(--soft);
  font-size: 11px; }
.bar { fill: var(--bar); } .rest { fill: var(--rest); } .axis { stroke: var(--line); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--soft); font-size: .85rem; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--line); white-space: nowrap; } tbody th { font-weight: 600; }
tbody th.name { white-space: nowrap; }
  tbody tr:hover { background: var(--tint); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td ul { padding-left: 1rem; margin: 0; }
  code, pre { font: .85em/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
td code { color: var(--soft); } pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
td pre { min-width: 18rem; max-width: 60ch; } .meter { display: inline-flex; gap: .5rem; align-items: center;
  font-variant-numeric: tabular-nums; }
.meter svg { width: 60px; height: 8px; } .warning { padding: .7rem .9rem; background: var(--warn);
  color: var(--warn-ink); border-radius: 6px; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .5rem .8rem; }
  summary { cursor: pointer; font-weight: 600; }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: .6rem; }
  .beside pre { background: var(--tint); padding: .6rem; border-radius: 4px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media screen and (max-width: 40rem) { table { min-width: 42rem; } td:last-child { min-width: 14rem; }
  figure { overflow-x: auto; }
  .chart { min-width: 34rem; } .still .chart { min-width: 0; }
  .beside { grid-template-columns: 1fr; } h1 { font-size: 1.5rem; } }
@media print { :root { --ink: #000; --soft: #333; --paper: #fff; --line: #999; --tint: #fff; --bar: #444;
  --rest: #ddd; --warn: #fff; --warn-ink: #000; }
  @page { size: A4; margin: 16mm 14mm; } body { max-width: none; padding: 0; font-size: 9.5pt; } nav { display: none;
  }
  table { font-size: 8pt; } thead { display: table-header-group; }
  tr, figure, .cards div, details, .warning { break-inside: avoid; }
  details::details-content { content-visibility: visible; } summary { list-style: none; }
  .labs { grid-template-columns: repeat(3, 1fr); }
  h2, h3, caption { break-after: avoid; } .wide { overflow: visible; } td pre { min-width: 0; }
  th, td { padding: .2rem .35rem; }
  a { color: inherit; text-decoration: none; } thead th { white-space: normal; } }
"""
