import { render } from 'preact-render-to-string';
import type { Story } from '../story/story.ts';
import { drawingStyles } from './styles.ts';
import { Timeline } from './timeline.tsx';

/** The timeline of a scenario as a picture of its own, in the colours that its viewer prefers. */
export function renderTimeline(story: Story): string {
  const svg = render(<Timeline story={story} id="timeline" />);
  return `${svg.replace(/(<svg[^>]*>)/, `$1<style>${drawingStyles.replaceAll(':root', 'svg')}</style>`)}\n`;
}
