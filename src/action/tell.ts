import { appendFileSync, existsSync, statSync } from 'node:fs';
import { error, info, notice, setFailed, setOutput, warning } from '@actions/core';
import { classroomError, classroomResult } from '../report/classroom/result.ts';
import { type Annotation, annotationsOf } from '../report/github/annotations.ts';
import { classroomNotices } from '../report/github/notices.ts';
import { failureOf } from '../report/github/outcome.ts';
import { type Summarized, summaryLimitBytes, summaryOf } from '../report/github/summary.ts';
import { plain } from '../report/plain.ts';
import type { ReportedGrade } from '../report/report.ts';
import { scoreOf } from '../report/words.ts';
import type { Inputs } from './inputs.ts';

/** Annotations, notices, summary, outputs, and whether the step fails. */
export function tellGrade(summarized: Summarized, { folder, classroom }: Inputs): void {
  const { grade } = summarized;
  info(`${plain(grade.submission.id)}: ${scoreOf(grade)}${grade.final ? '' : ', not final'}`);
  for (const annotation of annotationsOf(grade, folder)) annotate(annotation);
  if (classroom === 'post') for (const { title, message } of classroomNotices(grade)) notice(message, { title });
  appendSummary(summarized);
  writeOutputs(outputsOf(grade));
  const failure = failureOf(grade);
  if (failure !== null) setFailed(failure);
}

/** The sentence says why there is none. */
export function tellNoGrade(sentence: string): void {
  setFailed(sentence);
  writeOutputs({ points: '', 'max-points': '', result: classroomError(sentence, base64), final: 'false' });
}

/** By their names in action.yml. */
type Outputs = Record<'points' | 'max-points' | 'result' | 'final', string>;

/** Points that are still open are not put out: 0 would be taken for a result. */
function outputsOf(grade: ReportedGrade): Outputs {
  const { final, score, maxScore } = grade;
  const [points, maxPoints] = final ? [String(score), String(maxScore)] : ['', ''];
  return { points, 'max-points': maxPoints, result: classroomResult(grade, base64), final: String(final) };
}

function annotate({ level, title, message, file, line, column }: Annotation): void {
  const tell = { error, warning }[level];
  tell(message, {
    title,
    ...(file !== null && { file }),
    ...(line !== null && { startLine: line }),
    ...(column !== null && { startColumn: column }),
  });
}

/** What an earlier part of the step has put there is counted. */
function appendSummary(summarized: Summarized): void {
  const path = stepFile('GITHUB_STEP_SUMMARY');
  if (path === null) return;
  const takenBytes = statSync(path).size;
  const gap = takenBytes === 0 ? '' : '\n\n';
  const text = summaryOf(summarized, summaryLimitBytes - takenBytes - gap.length);
  if (text !== '') appendFileSync(path, gap + text);
}

/** Without the file, they would be printed as commands that no runner takes any more. */
function writeOutputs(outputs: Outputs): void {
  if (stepFile('GITHUB_OUTPUT') === null) return;
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** Null where there is no runner. */
function stepFile(name: 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY'): string | null {
  const path = process.env[name];
  return path && existsSync(path) ? path : null;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
