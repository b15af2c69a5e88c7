import { drawingStyles } from '../drawing/styles.ts';
import { pageStyles } from '../html/styles.ts';
import { standings } from './standing.ts';

/** What the page of a class has beyond that of a submission. */
export const classStyles = `
${drawingStyles}
${pageStyles}
.histogram{display:block;width:100%;max-width:44rem;height:auto}
.histogram .bar{fill:var(--p0);stroke:var(--faint);stroke-width:.5}
.histogram .median path{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:4 3}
.histogram .median text{fill:var(--accent)}
.figures{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.4rem 0}
.figures div{display:flex;gap:.5rem}
.figures dt{color:var(--faint)}
.figures dd{margin:0;font-variant-numeric:tabular-nums}
li{overflow-wrap:anywhere}
.who{display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin:.3rem 0;padding:0;list-style:none;font-size:.9rem}
.wide{overflow-x:auto;margin:.5rem 0}
.sortable{border-collapse:collapse;font-size:.9rem;width:100%}
.sortable th,.sortable td{padding:.25rem .6rem;border-bottom:1px solid var(--rule);text-align:right;font-variant-numeric:tabular-nums;vertical-align:baseline}
.sortable th{font-weight:600;white-space:nowrap}
.sortable tbody th{font-weight:400;white-space:normal;min-width:11rem;overflow-wrap:anywhere}
.sortable th:first-child{text-align:left}
.sortable thead button{border:0;padding:0;color:inherit;font-weight:600}
[aria-sort=ascending]::after{content:" ▲"}
[aria-sort=descending]::after{content:" ▼"}
${Object.keys(standings).map(onlyShowing).join('\n')}
@media print{
.sortable thead button{display:inline}
.wide{overflow:visible}
}
`.trim();

/** Every submission whose grade is otherwise is hidden while this is chosen. */
function onlyShowing(standing: string): string {
  return `body:has(#show-${standing}:checked) .member:not(.grade-${standing}){display:none}`;
}
