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

const styles = drawingStyles.replaceAll(':root', 'svg');

function pictureOf(story: Story): string {
  const svg = render(
    <Timeline story={story} id="timeline">
      <style dangerouslySetInnerHTML={{ __html: styles }} />
    </Timeline>,
  );
  // Harmless in a page, but no text of XML may have it.
  return spelledOut(svg.replaceAll(']]>', ']]&gt;'));
}
