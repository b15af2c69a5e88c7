import { lightColors } from '../drawing/styles.ts';
import { type ShownStatus, statuses } from './status.ts';

const lightPageColors = '--good:#14713d;--bad:#b3261e;--unsure:#8a5a00;--card:#f6f7f9;--link:#0b57d0';

/** The page around the drawings; its colours are theirs. */
export const pageStyles = `
:root{color-scheme:light dark;${lightPageColors}}
@media (prefers-color-scheme:dark){:root{--good:#7ddba3;--bad:#ff8a80;--unsure:#ffcf70;--card:#1f252e;--link:#8ab4f8}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 4rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
a{color:var(--link)}
h1{margin:0;font-size:1.9rem;line-height:1.2;overflow-wrap:anywhere}
h2{margin:2.2rem 0 .7rem;font-size:1.3rem}
h3{margin:0;font-size:1.05rem}
h4{margin:1.1rem 0 .3rem;font-size:.95rem}
p{margin:.4rem 0;overflow-wrap:anywhere}
code,pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{margin:.2rem 0 .8rem;padding:.6rem .8rem;background:var(--card);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
summary{cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.faint,.exercise{color:var(--faint)}
.exercise{margin:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem;z-index:1}
.score{font-size:1.25rem;margin:.3rem 0}
.score strong{font-size:2.4rem;line-height:1.1}
meter{width:min(24rem,100%);height:1.1rem}
.not-final{margin:.8rem 0;padding:.7rem .9rem;border-left:4px solid var(--unsure);background:var(--card)}
.facts dl{display:grid;gap:.1rem;margin:.4rem 0;font-size:.9rem}
.facts dl div{display:flex;gap:.8rem}
.facts dt{min-width:6.5rem;color:var(--faint)}
.facts dd{margin:0;overflow-wrap:anywhere}
.filter{margin:1.2rem 0 0;padding:.3rem .8rem .5rem;border:1px solid var(--rule);border-radius:6px;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}
.filter legend{padding:0 .3rem;color:var(--faint)}
.filter label{display:inline-flex;align-items:center;gap:.35rem;min-height:1.6rem}
.check{margin:.6rem 0;padding:.7rem .9rem;border:1px solid var(--rule);border-left:4px solid var(--faint);border-radius:6px}
details.check{margin:.25rem 0;padding:.35rem .9rem}
.check h3,.check summary{display:flex;gap:.6rem;align-items:baseline}
.check .title{flex:1;overflow-wrap:anywhere}
.check .points{font-variant-numeric:tabular-nums;white-space:nowrap}
.check .status{font-size:.85rem;font-weight:400;color:var(--faint)}
.check .mark{font-weight:700;width:1rem;text-align:center}
.failed{border-left-color:var(--bad)}.failed .mark{color:var(--bad)}
.undecided{border-left-color:var(--unsure)}.undecided .mark{color:var(--unsure)}
.passed{border-left-color:var(--good)}.passed .mark{color:var(--good)}
.hint{padding-left:.8rem;border-left:3px solid var(--link)}
.more{font-size:.9rem;color:var(--faint)}
.difference{margin:.6rem 0;border-radius:6px;overflow:hidden;border:1px solid var(--rule)}
.difference div{display:flex;gap:.8rem;padding:.3rem .7rem}
.difference div+div{border-top:1px solid var(--rule)}
.difference dt{flex:0 0 6.2rem;font-size:.9rem}
.difference dd{margin:0;overflow-wrap:anywhere}
.difference .expected dt::before{content:"− "}
.difference .actual dt::before{content:"+ "}
.difference mark{color:inherit;background:none;font-weight:700;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
.difference .expected mark{text-decoration-color:var(--good)}
.difference .actual mark{text-decoration-color:var(--bad);text-decoration-style:wavy}
.evidence{display:flex;flex-wrap:wrap;gap:.3rem .9rem;align-items:flex-start;font-size:.9rem}
.evidence ol{margin:.3rem 0;padding-left:1.3rem}
.evidence li{overflow-wrap:anywhere}
button{font:inherit;color:var(--link);background:none;border:1px solid currentColor;border-radius:6px;padding:.1rem .6rem;cursor:pointer}
button[aria-pressed=true]{color:var(--paper);background:var(--link)}
.area{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(26rem,100%),1fr));gap:0 .6rem;align-items:start}
.area h3{grid-column:1/-1;margin:1rem 0 .3rem;font-size:.95rem;color:var(--faint);font-weight:600}
.story{margin:1rem 0;padding-top:.6rem;border-top:1px solid var(--rule)}
.story>summary h3{display:inline}
figure{margin:.5rem 0}
.scroll{overflow-x:auto}
.scroll .drawing{display:block;width:100%;min-width:44rem;height:auto}
output{display:block;min-height:1.5em;font-size:.9rem;white-space:pre-line;color:var(--faint)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.2rem 0;padding:0;list-style:none;font-size:.8rem;color:var(--faint)}
.legend li{display:inline-flex;align-items:center;gap:.3rem}
.steps ol{font-size:.9rem;padding-left:0;list-style:none}
.steps li{overflow-wrap:anywhere}
.pages details{margin:.4rem 0}
.pages table{border-collapse:collapse;display:block;overflow-x:auto;font-size:.9rem}
.pages th,.pages td{border:1px solid var(--rule);padding:.2rem .5rem;text-align:left}
${statuses.map(onlyShowing).join('\n')}
@media print{
:root{color-scheme:light;${lightColors};${lightPageColors}}
body{max-width:none;padding:0;font-size:11pt}
.filter,.skip,button,.outputs,.pages,output{display:none}
.scroll{overflow:visible}
.scroll .drawing{min-width:0}
details.printed::details-content{content-visibility:visible;display:block;height:auto}
.check,figure{break-inside:avoid}
a{color:inherit;text-decoration:none}
}
`.trim();

/** Every check but those with this end is hidden while it is chosen, and every area without one. */
function onlyShowing(status: ShownStatus): string {
  const chosen = `body:has(#show-${status}:checked)`;
  return `${chosen} .check:not(.${status}),${chosen} .area:not(:has(.${status})){display:none}`;
}
