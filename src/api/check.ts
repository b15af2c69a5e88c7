/**
 * `kafka-grader/check`: what checks, hints and rubrics are made of. None of it needs Node: a check is a pure function of
 * what was observed.
 */
export { type Check, defineCheck } from '../check/check.ts';
export { judgeOne } from '../check/judge.ts';
export {
  type Failed,
  failed,
  type Inconclusive,
  inconclusive,
  type Location,
  type Passed,
  passed,
  type Skipped,
  skipped,
  type Verdict,
} from '../check/verdict.ts';
export type {
  History,
  ObservationType,
  Observed,
  ProcessHistory,
  ScenarioHistory,
  Timeline,
} from '../evidence/history.ts';
export {
  firstDifference,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  sameJson,
} from '../evidence/json.ts';
export { limitWords } from '../evidence/limit-words.ts';
export { objectsWithKey } from '../evidence/objects-on-line.ts';
export type {
  Bytes,
  Insisted,
  Observation,
  ObservedEvent,
  ProcessEvent,
  Settings,
  WireEvent,
} from '../evidence/observation.ts';
export { type Episode, isComplete, type Membership, Ownership, ownershipOf } from '../evidence/ownership.ts';
export { remembered } from '../evidence/remembered.ts';
export { lastThrown, type Thrown, withoutFolder } from '../evidence/stack-trace.ts';
export type { Hint } from '../grade/hint.ts';
export type { Rubric, RubricEntry, Visibility } from '../grade/rubric.ts';
