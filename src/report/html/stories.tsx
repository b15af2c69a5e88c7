import { Legend } from '../drawing/legend.tsx';
import { hasOffsets, Offsets } from '../drawing/offsets.tsx';
import { Timeline } from '../drawing/timeline.tsx';
import type { Life, Output, Story } from '../story/story.ts';

/** What was played, each scenario with its drawings and with what its processes printed. */
export function Stories({ stories }: { stories: readonly Story[] }) {
  if (stories.length === 0) return null;
  return (
    <section aria-label="Scenarios">
      <h2>What happened</h2>
      <p class="faint">
        Times are in seconds from the scenario’s beginning. Point at a mark to read what it stands for; or choose a
        drawing with the Tab key and go from mark to mark with the arrow keys.
      </p>
      <p class="faint">
        Partition by offset: the number in a bar is that of the process that printed these records. No print is known of
        what a dashed box stands for, a red rim and a count are for records that were printed more than once. Triangles
        are commits, the large one the last.
      </p>
      {stories.map((story) => (
        <StorySection story={story} />
      ))}
    </section>
  );
}

function StorySection({ story }: { story: Story }) {
  const { scenario, aborted, lives } = story;
  return (
    <details class="story printed" id={`scenario-${scenario}`} open>
      <summary>
        <h3>{scenario.replaceAll('-', ' ')}</h3>
      </summary>
      {aborted !== null && <p class="not-final">{`It could not be played to its end: ${aborted}`}</p>}
      <Drawing label={`Timeline of ${scenario}`}>
        <Timeline story={story} id={`t-${scenario}`} />
      </Drawing>
      <Legend story={story} />
      {hasOffsets(story) && (
        <>
          <h4>Partition by offset</h4>
          <Drawing label={`Offsets of ${scenario}`}>
            <Offsets story={story} />
          </Drawing>
        </>
      )}
      <Steps story={story} />
      {lives.length > 0 && (
        <details class="outputs">
          <summary>What each process printed</summary>
          {lives.map((life) => (
            <Outputs life={life} />
          ))}
        </details>
      )}
    </details>
  );
}

/** Wider than a telephone, so it scrolls; the arrow keys go from mark to mark. */
function Drawing({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section class="scroll" tabIndex={0} aria-label={label}>
        {children}
      </section>
      <output aria-live="polite" />
    </figure>
  );
}

/** The same in words, for whoever can't or won't look at a drawing. */
function Steps({ story: { steps, lives, fromMs, scenario } }: { story: Story }) {
  const told = [
    ...steps.map((step) => ({ ...step, who: 'the grader' })),
    ...lives.flatMap(({ moments, process }) =>
      moments.filter(({ kind }) => !unimportant.has(kind)).map((moment) => ({ ...moment, who: process })),
    ),
  ].sort((one, other) => one.seq - other.seq);
  return (
    <details class="steps">
      <summary>
        The same in words<span class="unseen">{`: ${scenario}`}</span>
      </summary>
      <ol>
        {told.map(({ atMs, who, says }) => (
          <li>
            <span class="faint">{`${(Math.max(0, atMs - fromMs) / 1000).toFixed(2)} s `}</span>
            {`${who} ${says}`}
          </li>
        ))}
      </ol>
    </details>
  );
}

const unimportant: ReadonlySet<string> = new Set(['committed', 'positioned', 'produced']);

function Outputs({ life }: { life: Life }) {
  const { process, exit, stdout, stderr } = life;
  return (
    <>
      <h4>{`${process}: ${exit === null ? 'still running at the end' : `ended ${exit.how}${exit.asked ? '' : ', unasked'}`}`}</h4>
      <Lines name="standard output" output={stdout} />
      <Lines name="standard error" output={stderr} />
    </>
  );
}

function Lines({ name, output }: { name: string; output: Output }) {
  const { head, omitted, tail } = output;
  if (head.length === 0) return <p class="faint">{`nothing on ${name}`}</p>;
  return (
    <>
      <p class="faint">{name}</p>
      <pre>
        {head.join('\n')}
        {omitted > 0 && <span class="faint">{`\n… ${omitted} lines …`}</span>}
        {tail.length > 0 && `\n${tail.join('\n')}`}
      </pre>
    </>
  );
}
