/** Preloaded into a grader: its wall clock jumps by hours, forwards and backwards, twice a second. */
const RealDate = Date;
const hoursMs = 3_600_000;
const jumps = [0, 5 * hoursMs, -7 * hoursMs, 26 * hoursMs, -2 * hoursMs];

const offsetMs = () => jumps[Math.floor(performance.now() / 500) % jumps.length] ?? 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offsetMs());
    else super(...given);
  }
  static now() {
    return RealDate.now() + offsetMs();
  }
};
