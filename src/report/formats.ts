import { renderClassroom } from './classroom/render.ts';
import { refusesOpenGrade, renderClassroom50 } from './classroom50/render.ts';
import { renderCtrf } from './ctrf/render.ts';
import { renderTimelines } from './drawing/render.tsx';
import type { Format } from './format-names.ts';
import { renderGradescope } from './gradescope/render.ts';
import { renderHtml } from './html/render.tsx';
import { renderJunit } from './junit/render.ts';
import { renderMarkdown } from './markdown/render.ts';
import { renderPrairielearn } from './prairielearn/render.ts';
import type { ReportFormat } from './rendered.ts';

/** Who a format is for, what it needs, and how it is rendered. */
export const formats: Record<Format, ReportFormat> = {
  html: { audience: 'as-asked', needs: 'stories', render: renderHtml },
  markdown: { audience: 'as-asked', needs: 'grade', render: renderMarkdown },
  junit: { audience: 'as-asked', needs: 'grade', render: renderJunit },
  ctrf: { audience: 'as-asked', needs: 'grade', render: renderCtrf },
  gradescope: { audience: 'instructor', needs: 'grade', render: renderGradescope },
  prairielearn: { audience: 'as-asked', needs: 'grade', render: renderPrairielearn },
  classroom: { audience: 'as-asked', needs: 'grade', render: renderClassroom },
  classroom50: { audience: 'as-asked', needs: 'grade', refuses: refusesOpenGrade, render: renderClassroom50 },
  svg: { audience: 'as-asked', needs: 'stories', render: renderTimelines },
};
