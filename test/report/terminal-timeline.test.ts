import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Life, Story as Told } from '../../src/report/story/story.ts';
import { columnsOf } from '../../src/report/terminal/columns.ts';
import { type Look, noPaint, type Paint } from '../../src/report/terminal/look.ts';
import { renderTerminal } from '../../src/report/terminal/render.ts';
import { timelineLines } from '../../src/report/terminal/timeline/timeline-lines.ts';
import { observationsOf, type Story, story } from '../support/story.ts';
import { checkResult, gradeOf } from './grades.ts';
import { recorded, storiesFrom } from './story/telling.ts';

const look: Look = { widthColumns: 60, charset: 'unicode', paint: noPaint };
const ascii: Look = { ...look, charset: 'ascii' };

function linesOf(...told: Story[]): string[] {
  return timelineLines(storiesFrom(observationsOf(...told)), look);
}

/** One member, then two, then one again: each 900 ms after the other. */
function sharing(): Story {
  return story('scaling')
    .topic()
    .started('consumer-1')
    .after(500)
    .joinAsked('consumer-1')
    .after(400)
    .assigned('consumer-1', [0, 1, 2, 3])
    .marked('one-member')
    .after(890)
    .started('consumer-2')
    .after(450)
    .joinAsked('consumer-2')
    .heartbeatRefused('consumer-1', 27)
    .after(430)
    .assigned('consumer-1', [0, 1], { generation: 2 })
    .assigned('consumer-2', [2, 3], { generation: 2 })
    .marked('two-members')
    .after(890)
    .left('consumer-1')
    .exited('consumer-1', { asked: true })
    .after(450)
    .heartbeatRefused('consumer-2', 27)
    .after(430)
    .assigned('consumer-2', [0, 1, 2, 3], { generation: 3 })
    .after(890)
    .left('consumer-2')
    .exited('consumer-2', { asked: true })
    .ended();
}

describe('the timeline of a group', () => {
  test('shows who owned what, when, and what happened', () => {
    expect(linesOf(sharing())).toEqual([
      'who owned which partitions in the scenario “scaling”',
      '                     ╷one member    ╷two members',
      '  consumer-1  ╌╌╌╌~~~P0-3━━━━━━━~~~~P0,1━━━━×',
      '  consumer-2                 ╌╌╌~~~~P2,3━━━━━━━~~~~P0-3━━━╌×',
      '              ╵0 s    ╵1 s    ╵2 s     ╵3 s    ╵4 s    ╵5 s',
      '  ━ owns partitions, ~ rebalancing, ╌ not in the group',
      '  × ended',
    ]);
  });

  test('shows the same in ASCII', () => {
    expect(timelineLines(storiesFrom(sharing().observations), ascii)).toEqual([
      'who owned which partitions in the scenario "scaling"',
      '                     |one member    |two members',
      '  consumer-1  ----~~~P0-3=======~~~~P0,1====x',
      '  consumer-2                 ---~~~~P2,3=======~~~~P0-3===-x',
      '              |0 s    |1 s    |2 s     |3 s    |4 s    |5 s',
      '  = owns partitions, ~ rebalancing, - not in the group',
      '  x ended',
    ]);
  });

  test('shows an idle member, and says that it idles', () => {
    const told = besides((all) => all.assigned('consumer-2', [], { generation: 2 }).after(2000).marked('later'));
    expect(laneIn(told, 'consumer-2')).toMatch(/^ *~?idle·{20,}$/);
    expect(linesOf(told).at(-1)).toContain('· owns none');
  });

  test('names a partition again after each rebalance in which it stayed', () => {
    const told = besides((all) =>
      all
        .assigned('consumer-2', [3], { generation: 2 })
        .after(1000)
        .heartbeatRefused('consumer-2', 27)
        .after(1000)
        .assigned('consumer-2', [3], { generation: 3 })
        .after(1000)
        .marked('later'),
    );
    expect(laneIn(told, 'consumer-2')).toMatch(/^ *~?P3━+~+P3━+$/);
  });

  test('draws longer what would be too short to be read', () => {
    const told = besides((all) =>
      all
        .assigned('consumer-2', [1, 3], { generation: 2 })
        .after(20_000)
        .assigned('consumer-2', [0, 2, 3])
        .exited('consumer-2'),
    );
    expect(laneIn(told, 'consumer-2')).toMatch(/P1,3━+P0,2,3━× with exit code 0$|P1,3━+P0,2,3━×$/);
  });

  test('says how a process ended that nobody had asked to', () => {
    const told = besides((all) => all.exited('consumer-2', { signal: 'SIGSEGV' }).after(2000).marked('later'));
    expect(laneIn(told, 'consumer-2')).toMatch(/× by SIGSEGV$/);
    const asked = besides((all) => all.exited('consumer-2', { asked: true }).after(2000).marked('later'));
    expect(laneIn(asked, 'consumer-2')).toMatch(/×$/);
  });

  test('says that the scenario was broken off', () => {
    expect(linesOf(besides((all) => all.after(900).ended('The broker has stopped.'))).at(-1)).toBe(
      '  The scenario was broken off: The broker has stopped.',
    );
  });

  test('has marks that come too close together one below the other', () => {
    const told = besides((all) =>
      all.marked('five-members').marked('idle-member-watched').after(2000).marked('stopping'),
    );
    expect(linesOf(told).slice(1, 3)).toEqual([
      '              ╷five members                        stopping╷',
      '              ╷idle member watched',
    ]);
  });

  test('leaves out the marks that there is no room for, and what is no mark', () => {
    const long = 'a-mark-that-is-far-too-long-to-stand-beside-its-place';
    const told = besides((all) => all.after(1000).marked(long).after(1000).marked('m-0'));
    expect(linesOf(told).slice(1, 2)).toEqual([`${' '.repeat(14 + 42)}m 0╷`]);
    const many = besides((all) =>
      all.offsetsSet(1).marked('m-1').marked('m-2').marked('m-3').marked('m-4').after(9000).ended(),
    );
    expect(
      linesOf(many)
        .slice(1, 5)
        .map((line) => line.trim().slice(0, 10)),
    ).toEqual(['╷m 1', '╷m 2', '╷m 3', 'consumer-1']);
  });

  test('has members by their number, whoever was first', () => {
    const told = story('scaling').topic();
    for (const name of ['consumer-10', 'consumer-2', 'consumer-1']) told.started(name);
    told.after(1000).marked('later');
    expect(linesOf(told).flatMap((line) => line.match(/^ {2}(consumer-\d+)/)?.[1] ?? [])).toEqual([
      'consumer-1',
      'consumer-2',
      'consumer-10',
    ]);
  });
});

/** One member alone with its partitions, and beside it what is told. */
function besides(chapter: (told: Story) => unknown): Story {
  return story('scaling').topic().started('consumer-1').assigned('consumer-1', [0]).started('consumer-2').tell(chapter);
}

function laneIn(told: Story, process: string): string {
  const lane = linesOf(told).find((line) => line.startsWith(`  ${process}  `));
  return lane?.slice(`  ${process}  `.length) ?? '';
}

describe('which story is told', () => {
  const sideBySide = (name: string, members: number) => {
    const told = story(name).topic();
    for (let member = 1; member <= members; member += 1) told.started(`consumer-${member}`);
    return told.after(1000).marked('later').ended();
  };

  test('is that with the most members of one group at once', () => {
    expect(linesOf(sideBySide('one', 2), sideBySide('two', 3), sideBySide('three', 3))[0]).toContain('“two”');
  });

  test('is none where there are no stories, or never two members', () => {
    expect(linesOf()).toEqual([]);
    expect(linesOf(sideBySide('one', 1))).toEqual([]);
  });

  test('is none where members of one group came after each other', () => {
    const told = story('resuming').topic().started('consumer-1').after(900).exited('consumer-1');
    expect(linesOf(told.started('consumer-2').after(900).exited('consumer-2').ended())).toEqual([]);
  });

  test('is none where each had its own group, or none', () => {
    const told = story('two-groups')
      .topic()
      .started('consumer-1', { group: 'a' })
      .started('consumer-2', { group: 'b' });
    told.started('producer-1', { group: null }).started('producer-2', { group: null });
    expect(linesOf(told.after(900).ended())).toEqual([]);
  });

  test('stands below the checks', () => {
    const text = renderTerminal(gradeOf([checkResult({})]), storiesFrom(sharing().observations), look);
    expect(text.split('\n').slice(6, 10)).toEqual([
      '  ✔ prints every value of the topic                      7/7',
      '',
      'who owned which partitions in the scenario “scaling”',
      '                     ╷one member    ╷two members',
    ]);
    expect(text).toMatch(/\n {2}× ended\n\nKafka 4\.1\.1/);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\u001b', '[', '3', 'm', '\n', '\u202e', ' ', 'word', '漢', '\u0301', '::error::', '##['),
    maxLength: 40,
  }),
);
const anyMs = fc.integer({ min: 0, max: 10_000 });
const anyStretch = fc
  .tuple(anyMs, anyMs)
  .map(([one, other]) => ({ fromMs: Math.min(one, other), untilMs: Math.max(one, other), fromSeq: 1, untilSeq: 2 }));
const noOutput = { head: [], omitted: 0, tail: [] };
const anyLife: fc.Arbitrary<Life> = fc
  .record({
    process: anyText,
    startedMs: anyMs,
    exit: fc.option(fc.record({ atMs: anyMs, seq: fc.constant(3), how: anyText, asked: fc.boolean() })),
    owned: fc.array(
      fc.tuple(anyStretch, fc.nat(12)).map(([stretch, partition]) => ({ ...stretch, partition, generation: 1 })),
      { maxLength: 12 },
    ),
    rebalances: fc.array(anyStretch, { maxLength: 4 }),
    idle: fc.array(anyStretch, { maxLength: 3 }),
  })
  .map((given) => ({
    role: 'consumer',
    group: 'g',
    startedSeq: 1,
    moments: [],
    prints: [],
    stdout: noOutput,
    stderr: noOutput,
    ...given,
  }));
const anyStory: fc.Arbitrary<Told> = fc.record({
  scenario: anyText,
  fromMs: fc.constant(0),
  untilMs: fc.constant(10_000),
  aborted: fc.option(anyText),
  lives: fc.array(anyLife, { minLength: 2, maxLength: 6 }),
  steps: fc.array(
    fc.record({ atMs: anyMs, seq: fc.constant(4), kind: fc.constant('marked' as const), says: anyText }),
    { maxLength: 8 },
  ),
  logs: fc.constant([]),
});
const anyStories = fc.oneof(
  fc.array(anyStory, { maxLength: 2 }),
  fc.constantFrom(...(['reference', 'static-member'] as const).map((name) => storiesFrom(recorded(name)))),
);
const anyWidth = fc.integer({ min: 40, max: 100 });

describe('whatever the stories tell', () => {
  const anyCharset = fc.constantFrom('unicode' as const, 'ascii' as const);

  test('no line is wider than the terminal', () => {
    fc.assert(
      fc.property(anyStories, anyWidth, anyCharset, (stories, widthColumns, charset) => {
        for (const line of timelineLines(stories, { ...look, widthColumns, charset })) {
          expect(columnsOf(line)).toBeLessThanOrEqual(widthColumns);
        }
      }),
    );
  });

  test('no two times run into each other', () => {
    fc.assert(
      fc.property(anyStories, anyWidth, (stories, widthColumns) => {
        const axis = timelineLines(stories, { ...look, widthColumns }).findLast((line) => /^ *╵0 s/.test(line));
        if (axis !== undefined) expect(axis).toMatch(/^ *╵0 s( +╵[0-9.]+ s)*$/);
      }),
    );
  });

  test('all is ASCII where the terminal shows nothing else', () => {
    fc.assert(
      fc.property(anyStories, anyWidth, (stories, widthColumns) => {
        expect(timelineLines(stories, { ...ascii, widthColumns }).join('')).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  test('nothing survives that could steer a terminal or the log of a workflow', () => {
    fc.assert(
      fc.property(anyStories, anyWidth, (stories, widthColumns) => {
        const lines = timelineLines(stories, { ...look, widthColumns });
        expect(lines.join('')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(lines.join('\n')).not.toMatch(/^\s*::[a-z-].*::|##\[/im);
      }),
    );
  });

  test('colours change no character', () => {
    const mark = (text: string) => `\u0001${text}\u0002`;
    const colours: Paint = { good: mark, bad: mark, unsure: mark, strong: mark, faint: mark };
    fc.assert(
      fc.property(anyStories, anyWidth, (stories, widthColumns) => {
        const painted = timelineLines(stories, { ...look, widthColumns, paint: colours });
        const plain = timelineLines(stories, { ...look, widthColumns });
        expect(painted.map((line) => line.replaceAll('\u0001', '').replaceAll('\u0002', ''))).toEqual(plain);
      }),
    );
  });
});

test('all that the members of the recorded scaling owned can be read at 80 columns', () => {
  const lines = timelineLines(storiesFrom(recorded('reference')), { ...look, widthColumns: 80 });
  const lanes = lines.filter((line) => line.startsWith('  consumer-'));
  expect(lanes.map((lane) => [...lane.matchAll(/P[\d,-]+|idle/g)].map(([label]) => label))).toEqual([
    ['P0-3', 'P1,2', 'P1', 'P3'],
    ['P0,3', 'P0', 'idle', 'P0'],
    ['P3', 'P2', 'P3'],
    ['P2', 'P0', 'P2'],
    ['P1', 'P1'],
  ]);
  expect(lines.length).toBeLessThanOrEqual(12);
});
