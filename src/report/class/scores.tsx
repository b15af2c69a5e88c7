import { count as counted } from '../story/say.ts';
import type { ClassReport } from './class-report.ts';
import { Histogram } from './histogram.tsx';
import { figure } from './words.ts';

export function ScoresSection({ scores }: Pick<ClassReport, 'scores'>) {
  if (scores === null) return <p>There is no final grade yet, and so no distribution of scores.</p>;
  const { spread, maxScore, count } = scores;
  const figures = [
    ['median', spread.median],
    ['mean', spread.mean],
    ['lower quartile', spread.lowerQuartile],
    ['upper quartile', spread.upperQuartile],
    ['least', spread.least],
    ['most', spread.most],
  ] as const;
  return (
    <section aria-labelledby="scores-title">
      <h2 id="scores-title">Scores</h2>
      <p>{`${counted(count, 'final grade')}, out of ${counted(maxScore, 'point')}`}</p>
      <figure>
        <Histogram scores={scores} />
      </figure>
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{figure(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
