import type { Classroom50Run } from './classroom50/run.ts';
import type { Report, ReportedGrade } from './report.ts';

/** A file of a report. */
export interface Rendered {
  name: string;
  text: string;
}

/** What a renderer can't have by itself, being pure. */
export interface Tools {
  sha256Base64(text: string): string;
  /** Of the text in UTF-8. */
  base64(text: string): string;
  classroom50: Classroom50Run;
}

export interface ReportFormat {
  /** `instructor` where the system that reads it hides by itself what students must not see. */
  audience: 'as-asked' | 'instructor';
  /** `stories` where it shows what was played: that takes reading the journal. */
  needs: 'grade' | 'stories';
  /** Where some grades can't be written in it: the sentence that says why, null where this one can. */
  refuses?(grade: ReportedGrade): string | null;
  render(report: Report, tools: Tools): readonly Rendered[];
}
