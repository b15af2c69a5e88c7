export const lightColors =
  '--ink:#1d2430;--faint:#5b6472;--rule:#d5dae1;--paper:#fff;--accent:#b3261e;' +
  '--p0:#a9cdea;--p1:#f5d08a;--p2:#9fd9c3;--p3:#ecc3db;--p4:#cfe8f7;--p5:#f3b48c;--p6:#f3ec9c;--p7:#c9c9d6';

/** How drawings look, by light and by dark; in a page, and in a picture of its own. Hues after Okabe and Ito, told apart by everybody. */
export const drawingStyles = `
:root{${lightColors}}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaf0;--faint:#a3acba;--rule:#3a4250;--paper:#161a20;--accent:#ff8a80;
--p0:#1f5c8c;--p1:#7d5a10;--p2:#0d6b50;--p3:#7a4468;--p4:#37647d;--p5:#8a4316;--p6:#6a6414;--p7:#555562}}
.drawing{font:11px/1.2 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
.drawing text{fill:var(--ink)}
.drawing .name{font-weight:600;font-size:12px}
.drawing .faint{fill:var(--faint)}
.drawing .in{font-size:10px}
.drawing .grid{stroke:var(--rule);stroke-width:.5}
.drawing .mark{stroke:var(--faint);stroke-width:1;stroke-dasharray:2 3}
.drawing .life{fill:var(--faint)}
.drawing .owned{stroke:var(--ink);stroke-width:.4}
.drawing .idle{fill:none;stroke:var(--faint);stroke-dasharray:3 2}
.drawing .veil{fill:var(--paper);fill-opacity:.65}
.drawing .stripe{fill:var(--faint);fill-opacity:.45}
.drawing .print{stroke:var(--ink);stroke-width:1.2}
.drawing .record{stroke:var(--faint);stroke-width:1.6;fill:none}
.drawing .g{fill:var(--paper);stroke:var(--ink);stroke-width:1}
.drawing .left,.drawing .exited{fill:var(--ink)}
.drawing .committed,.drawing .produced,.drawing .step{fill:var(--faint);stroke:none}
.drawing .trouble,.drawing .signalled{fill:var(--accent);stroke:var(--paper);stroke-width:.5}
.drawing .unprinted{fill:none;stroke:var(--faint);stroke-width:.8;stroke-dasharray:2 1.5}
.drawing .repeated{stroke:var(--accent);stroke-width:1.6}
.drawing .twice{fill:var(--accent);font-weight:700;font-size:9px}
.drawing .commit{fill:var(--ink)}
.drawing .evident,.drawing .evident *{stroke:var(--accent);stroke-width:2.4;stroke-opacity:1}
.drawing text.evident,.drawing .evident text{stroke:none;fill:var(--accent);font-weight:700}
.drawing .pointed,.drawing .pointed *{outline:2px solid var(--accent);outline-offset:1px}
${[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `.drawing .p${n}{fill:var(--p${n})}`).join('\n')}
`.trim();
