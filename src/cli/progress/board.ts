import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { BrokerStep } from '../../broker/broker-step.ts';
import type { Observation } from '../../evidence/observation.ts';
import type { Progress } from './progress.ts';
import { openRow, type Row } from './row.ts';
import { givenUp, prepared, seconds, wordsOf } from './words.ts';

/** Draws although standard output, which is the result's, may be no terminal. */
class BoardRenderer extends DefaultRenderer {
  static override readonly nonTTY = true;
}

/** A row for Kafka, one for the programs and one for each scenario, drawn anew as things happen. */
export function boardProgress(scenarios: readonly string[], stream: NodeJS.WriteStream): Progress {
  const kafka = openRow('Kafka');
  const programs = openRow('Programs');
  const rows = new Map(scenarios.map((name) => [name, scenarioRow(name)]));
  const allRows = [kafka, programs, ...[...rows.values()].map(({ row }) => row)];
  const board = new Listr(
    allRows.map(({ task }) => task),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: BoardRenderer,
      rendererOptions: {
        collapseErrors: false,
        logger: new ListrLogger({ useIcons: true, processOutput: outputTo(stream) }),
      },
    },
  );
  const drawn = board.run();
  return {
    broker: brokerRow(kafka),
    preparing: ({ what, into }) => programs.show({ output: prepared(what, into) }),
    observed: (observation) => {
      programs.end('Programs');
      if (observation.scenario !== null) rows.get(observation.scenario)?.observed(observation);
    },
    waiting: (scenario, what) => rows.get(scenario)?.row.show({ output: `until ${what}` }),
    [Symbol.asyncDispose]: async () => {
      for (const { leave } of rows.values()) leave();
      kafka.breakOff('did not start');
      programs.skip('Programs, not built');
      await drawn;
    },
  };
}

function brokerRow(row: Row): (step: BrokerStep) => void {
  let title = 'Kafka';
  return (step) => {
    const words = wordsOf(step);
    switch (step.type) {
      case 'chosen':
        title = `Kafka (${step.kind})`;
        row.show({ title, output: words });
        break;
      case 'ready':
        title = `${title}, ${words}`;
        row.show({ title, output: '' });
        break;
      case 'stopped':
      case 'left-behind':
        row.end(`${title}, ${words}`);
        break;
      case 'downloading':
      case 'preparing':
      case 'starting':
      case 'start-failed':
        row.show({ output: words });
        break;
    }
  };
}

interface ScenarioRow {
  row: Row;
  observed(observation: Observation): void;
  /** Nothing more will be observed. */
  leave(): void;
}

function scenarioRow(name: string): ScenarioRow {
  const row = openRow(name);
  let title = name;
  let beganMs: number | null = null;
  const observed = (observation: Observation) => {
    switch (observation.type) {
      case 'scenario-began':
        beganMs = observation.atMs;
        break;
      case 'marked':
        title = `${title}, ${observation.mark}`;
        row.show({ title, output: '' });
        break;
      case 'started':
        row.show({ output: `${observation.process} starts` });
        break;
      case 'signalled':
        row.show({ output: `until ${observation.process} has ended` });
        break;
      case 'gave-up':
        title = `${title}, ${givenUp(observation)}`;
        row.show({ title });
        break;
      case 'scenario-ended':
        if (observation.again) row.show({ title: `${name}, once more: ${observation.aborted}`, output: '' });
        else if (observation.aborted === null) row.end(`${title} (${seconds(observation.atMs - (beganMs ?? 0))})`);
        else row.breakOff(`broken off: ${observation.aborted}`);
        break;
    }
  };
  const leave = () => {
    if (beganMs === null) row.skip(`${name}, not played`);
    else row.breakOff('did not come to its end');
  };
  return { row, observed, leave };
}

function outputTo(stream: NodeJS.WriteStream): ProcessOutput {
  return new ProcessOutput(stream, stream, { dump: ['stderr'], leaveEmptyLine: false });
}
