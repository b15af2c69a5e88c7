import { render } from 'preact-render-to-string';
import type { Rendered } from '../rendered.ts';
import type { Report } from '../report.ts';
import { spelledOut } from '../spelled-out.ts';
import type { Story } from '../story/story.ts';
import { drawingStyles } from './styles.ts';
import { Timeline } from './timeline.tsx';

/** The timeline of each scenario as a picture of its own, in the colours that its viewer prefers. */
export function renderTimelines({ stories }: Report): readonly Rendered[] {
  return stories.map((story) => ({ name: `timeline-${story.scenario}.svg`, text: `${pictureOf(story)}\n` }));
}

function pictureOf(story: Story): string {
  const svg = render(<Timeline story={story} id="timeline" />);
  const style = `<style>${drawingStyles.replaceAll(':root', 'svg')}</style>`;
  return spelledOut(svg.replace(/<svg[^>]*>/, (opening) => opening + style));
}
