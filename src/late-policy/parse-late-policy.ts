/**
 * A late policy says when work is due and what it costs to be late:
 *
 *     due: 2026-11-22T23:59:00+01:00
 *     grace: 15m
 *     per_day_percent: 10
 *     max_days: 5
 */
import { z } from 'zod';
import { checkedYaml, notAMapping, type ProblemAt } from '../checked-yaml.ts';
import type { LatePolicy } from '../grade/late-points.ts';

const aDate = 'due is a date and a time with its zone, such as 2026-11-22T23:59:00+01:00';
const aDuration = 'grace is a whole number of minutes, hours or days, such as 15m, 2h or 1d';
const aPercentage = 'per_day_percent is a whole number from 0 to 100';
const aNumberOfDays = 'max_days is a whole number from 0 to 1000';

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What the text says, as YAML or JSON. */
export const latePolicyFile = z.strictObject(
  {
    due: z.iso.datetime({ offset: true, error: aDate }).describe('What is handed in later is late.'),
    grace: z
      .string(aDuration)
      .regex(/^\d{1,4}[mhd]$/, aDuration)
      .default('0m')
      .describe('As long after that, nothing is lost: minutes (15m), hours (2h) or days (1d).'),
    per_day_percent: z
      .int(aPercentage)
      .min(0, aPercentage)
      .max(100, aPercentage)
      .default(0)
      .describe('What each day that has begun since it was due costs, of the points.'),
    max_days: z
      .int(aNumberOfDays)
      .min(0, aNumberOfDays)
      .max(1000, aNumberOfDays)
      .optional()
      .describe('What is later than so many days earns nothing; 0: nothing that is late earns anything.'),
  },
  notAMapping('due, grace, per_day_percent, max_days'),
);

export function parseLatePolicy(text: string): { policy: LatePolicy } | ProblemAt {
  const checked = checkedYaml(text, latePolicyFile);
  if ('problem' in checked) return checked;
  const { due, grace, per_day_percent, max_days } = checked.data;
  return {
    policy: { due, graceMs: durationMs(grace), perDayPercent: per_day_percent, maxDays: max_days ?? null },
  };
}

function durationMs(text: string): number {
  const unit = text.endsWith('m') ? 'm' : text.endsWith('h') ? 'h' : 'd';
  return Number.parseInt(text, 10) * unitsMs[unit];
}
