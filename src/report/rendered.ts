import type { Report } from './report.ts';

/** A file of a report. */
export interface Rendered {
  name: string;
  text: string;
}

/** What a renderer can't have by itself, being pure. */
export interface Tools {
  sha256Base64(text: string): string;
}

export interface ReportFormat {
  /** `instructor` where the system that reads it hides by itself what students must not see. */
  audience: 'as-asked' | 'instructor';
  /** `stories` where it shows what was played: that takes reading the journal. */
  needs: 'grade' | 'stories';
  render(report: Report, tools: Tools): readonly Rendered[];
}
